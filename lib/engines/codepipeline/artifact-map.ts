import { Token } from 'aws-cdk-lib';
import { Artifact } from 'aws-cdk-lib/aws-codepipeline';
import { artifactName, takeUnique } from './private/naming';
import { FileSet, type Step } from '../../blueprint';
import { EXTERNAL_FILES } from '../../blueprint/traits';
import { fail } from '../../private/errors';
import { describeInput, isObject } from '../../private/inputs';

const ARTIFACT = Symbol.for('cdk-pipelines.artifact');

/**
 * Knows which CodePipeline artifact carries which file set.
 */
export class ArtifactMap {
  private readonly artifacts = new Map<FileSet, Artifact>();
  private readonly usedNames = new Set<string>();
  private nameOf = ({ id }: Step, name: string): string => artifactName(id, name);

  /**
   * A map that names artifacts in another way.
   *
   * @internal
   */
  public static _naming(nameOf: (producer: Step, name: string) => string): ArtifactMap {
    const map = new ArtifactMap();
    map.nameOf = nameOf;
    return map;
  }

  /**
   * The artifact of a file set. Asked twice, it gives the same one.
   *
   * @param x a file set that a step of this pipeline produces, or one made by `CodePipelineFileSet.fromArtifact()`
   */
  public toCodePipeline(x: FileSet): Artifact {
    const given = (x as { [ARTIFACT]?: Artifact })[ARTIFACT];
    if (given) {
      return given;
    }
    let artifact = this.artifacts.get(x);
    if (!artifact) {
      // The name of a token would be another one in each synthesis.
      const name = this.nameOf(x.producer, Token.isUnresolved(x.id) ? 'Files' : x.id);
      // Named in order of encounter where two names fall together, because drop-in templates have these names.
      artifact = new Artifact(takeUnique(name, this.usedNames));
      this.artifacts.set(x, artifact);
    }
    return artifact;
  }
}

/**
 * A file set that some action outside this library produces.
 *
 * Of use when the stages of a CDK pipeline are added to a CodePipeline that exists already.
 */
export class CodePipelineFileSet extends FileSet {
  /**
   * Make a file set from an artifact.
   *
   * @param artifact the output of an action of the same CodePipeline; one without a name is an error
   */
  public static fromArtifact(artifact: Artifact): CodePipelineFileSet {
    if (!isObject(artifact) || !('artifactName' in artifact)) {
      fail({
        where: 'CodePipelineFileSet.fromArtifact()',
        given: `${describeInput(artifact)} as artifact`,
        expected: 'an Artifact that an action of the same CodePipeline makes',
        fix: "pass the object that this action has as output: new Artifact('Name')",
      });
    }
    return new CodePipelineFileSet(artifact);
  }

  private constructor(artifact: Artifact) {
    super(artifact.artifactName ?? 'Imported');
    EXTERNAL_FILES.implement(this, true);
    Object.defineProperty(this, ARTIFACT, { value: artifact });
  }

  /**
   * Not possible: these files come from outside the pipeline.
   *
   * @param producer any step is an error
   */
  public producedBy(producer?: Parameters<FileSet['producedBy']>[0]): void {
    if (producer) {
      fail({
        where: `FileSet '${this.id}'`,
        given: `${producer} as the producer of an artifact that comes from outside the pipeline`,
        expected: 'no producer',
        fix: 'use a plain FileSet for files that a step produces',
      });
    }
  }
}
