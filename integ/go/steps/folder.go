package steps

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

// Folder is what a script leaves behind in one folder.
type Folder struct {
	Of   cdkpipelines.ShellStep
	Path string
}

var _ cdkpipelines.IFileSetProducer = (*Folder)(nil)

// PrimaryOutput has the files; whoever is given the folder asks for it.
func (f *Folder) PrimaryOutput() cdkpipelines.FileSet {
	return f.Of.AddOutputDirectory(jsii.String(f.Path))
}
