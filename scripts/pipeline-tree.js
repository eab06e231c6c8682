// Draws an AWS::CodePipeline::Pipeline of a synthesized template as a tree that a person can read.
// Pure, but for `readPipelines`, which reads a cloud assembly. Plain Node.js.
const fs = require('fs');
const path = require('path');

/**
 * @typedef {Record<string, any>} Template
 *
 * @typedef {object} Pipeline a pipeline, and what is known of the place it lives in
 * @property {string} stack id of the stack in the assembly
 * @property {string} account a token is written in angle brackets
 * @property {string} region a token is written in angle brackets
 * @property {string} logicalId
 * @property {Template} template
 *
 * @typedef {object} TreeOptions
 * @property {number} [width] columns to stay within, 100 by default
 * @property {Record<string, (text: string) => string>} [styles] how to set off parts; plain by default
 *
 * @typedef {object} Row one action, ready to be aligned
 * @property {string} order
 * @property {string} name
 * @property {string} provider
 * @property {string} what
 * @property {string} where
 */

const PLAIN = { bold: same, dim: same, cyan: same, yellow: same };

/** Titles of the providers whose own names say too little. */
const PROVIDERS = /** @type {Record<string, string>} */ ({
  CodeStarSourceConnection: 'Connection',
  Manual: 'Approval',
});

/** @type {Record<string, (configuration: Template, template: Template) => string>} */
const DESCRIPTIONS = {
  CodeStarSourceConnection: (c) => `${readable(c.FullRepositoryId)} @ ${readable(c.BranchName)}`,
  GitHub: (c) => `${readable(c.Owner)}/${readable(c.Repo)} @ ${readable(c.Branch)}`,
  CodeCommit: (c) => `${readable(c.RepositoryName)} @ ${readable(c.BranchName)}`,
  S3: (c) => `${readable(c.S3Bucket ?? c.BucketName)}/${readable(c.S3ObjectKey ?? c.ObjectKey ?? '')}`,
  ECR: (c) => `${readable(c.RepositoryName)}:${readable(c.ImageTag ?? 'latest')}`,
  CodeBuild: (c, template) => commandsOf(template.Resources?.[c.ProjectName?.Ref]) ?? readable(c.ProjectName),
  CloudFormation: (c) => `${modeOf(c.ActionMode)} ${readable(c.StackName)}`,
  Manual: (c) => approvalOf(c),
  Lambda: (c) => `invoke ${readable(c.FunctionName)}`,
};

/** The pipelines of all stacks at the top of a cloud assembly, and in the assemblies nested in it. */
function readPipelines(/** @type {string} */ directory) {
  /** @type {Pipeline[]} */
  const found = [];
  const { artifacts = {} } = readJson(directory, 'manifest.json');
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (artifact.type === 'cdk:cloud-assembly') {
      found.push(...readPipelines(path.join(directory, artifact.properties.directoryName)));
    } else if (artifact.type === 'aws:cloudformation:stack') {
      const template = readJson(directory, artifact.properties.templateFile);
      found.push(...pipelinesOf(template, artifact.displayName ?? id, artifact.environment));
    }
  }
  return found;
}

/** The pipelines of one template. The environment reads `aws://account/region`. */
function pipelinesOf(/** @type {Template} */ template, /** @type {string} */ stack, /** @type {string} */ environment) {
  const [account, region] = environment.replace('aws://', '').split('/');
  return Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === 'AWS::CodePipeline::Pipeline')
    .map(([logicalId]) => ({
      stack,
      account: account === 'unknown-account' ? '<account>' : account,
      region: region === 'unknown-region' ? '<region>' : region,
      logicalId,
      template,
    }));
}

/**
 * The tree, one string for each line.
 *
 * @param {Pipeline} pipeline
 * @param {TreeOptions} [options]
 */
function pipelineTree(pipeline, options = {}) {
  const { width = 100, styles = PLAIN } = options;
  const properties = pipeline.template.Resources[pipeline.logicalId].Properties;
  /** @type {{ name: string, rows: Row[] }[]} */
  const stages = properties.Stages.map((/** @type {Template} */ stage) => ({
    name: readable(stage.Name),
    rows: rowsOf(stage, pipeline),
  }));
  const columns = columnsOf(
    stages.flatMap((stage) => stage.rows),
    width,
  );

  const lines = [titleOf(properties, pipeline, styles)];
  stages.forEach((stage, index) => {
    const last = index === stages.length - 1;
    lines.push('│', `${last ? '└' : '├'}─ ${styles.bold(stage.name)}`);
    stage.rows.forEach((row, i) => {
      const branch = i === stage.rows.length - 1 ? '└' : '├';
      lines.push(`${last ? ' ' : '│'}  ${branch}─ ${lineOf(row, columns, styles)}`.trimEnd());
    });
  });
  return lines;
}

/** @returns {string} */
function titleOf(/** @type {Template} */ properties, /** @type {Pipeline} */ pipeline, /** @type {any} */ styles) {
  const name = properties.Name === undefined ? pipeline.logicalId : readable(properties.Name);
  const traits = [
    `type ${properties.PipelineType ?? 'V1'}`,
    ...(properties.ExecutionMode ? [properties.ExecutionMode] : []),
    `stack ${pipeline.stack}`,
    `${pipeline.account} ${pipeline.region}`,
  ];
  return `${styles.bold(name)}  ${styles.dim(traits.join(' · '))}`;
}

/** The actions of a stage, in the order they run. */
function rowsOf(/** @type {Template} */ stage, /** @type {Pipeline} */ pipeline) {
  return [...stage.Actions]
    .sort((a, b) => (a.RunOrder ?? 1) - (b.RunOrder ?? 1))
    .map((action) => {
      const provider = readable(action.ActionTypeId.Provider);
      const describe = DESCRIPTIONS[provider];
      return {
        order: String(action.RunOrder ?? 1),
        name: readable(action.Name),
        provider: PROVIDERS[provider] ?? provider,
        what: describe
          ? describe(action.Configuration ?? {}, pipeline.template)
          : readable(action.ActionTypeId.Category),
        where: whereOf(action, pipeline),
      };
    });
}

/** Account and region that an action works in; actions that name none work where the pipeline lives. */
function whereOf(/** @type {Template} */ action, /** @type {Pipeline} */ pipeline) {
  const region = action.Region === undefined ? pipeline.region : readable(action.Region);
  const account = /:iam::([^:]+):/.exec(readable(action.RoleArn ?? ''))?.[1] ?? pipeline.account;
  return `${account} ${region}`;
}

/** How wide each column is: what an action does gets the room that the others leave. */
function columnsOf(/** @type {Row[]} */ rows, /** @type {number} */ width) {
  /** @param {keyof Row} key */
  const widest = (key) => Math.max(...rows.map((row) => row[key].length));
  const order = widest('order');
  const name = Math.min(widest('name'), 34);
  const provider = widest('provider');
  const where = widest('where');
  const gaps = '│  ├─ '.length + 4 * 2;
  const what = Math.min(widest('what'), Math.max(width - gaps - order - name - provider - where, 12));
  return { order, name, provider, what, where };
}

/** @returns {string} */
function lineOf(/** @type {Row} */ row, /** @type {Record<keyof Row, number>} */ columns, /** @type {any} */ styles) {
  return [
    row.order.padStart(columns.order),
    fit(row.name, columns.name),
    (row.provider === 'Approval' ? styles.yellow : styles.cyan)(row.provider.padEnd(columns.provider)),
    fit(row.what, columns.what),
    styles.dim(row.where),
  ].join('  ');
}

/** What a build project runs, on one line; undefined if its buildspec is not in the template. */
function commandsOf(/** @type {Template | undefined} */ project) {
  const buildSpec = project?.Properties?.Source?.BuildSpec;
  if (buildSpec === undefined) return undefined;
  try {
    const phases = JSON.parse(readable(buildSpec)).phases ?? {};
    return [phases.build?.commands ?? phases.install?.commands ?? []].flat().join('; ').replace(/\s+/g, ' ');
  } catch {
    return readable(buildSpec);
  }
}

/** @returns {string} */
function modeOf(/** @type {string} */ mode) {
  if (mode === 'CHANGE_SET_REPLACE') return 'prepare';
  if (mode === 'CHANGE_SET_EXECUTE') return 'execute';
  if (mode === 'CREATE_UPDATE') return 'deploy';
  return mode;
}

/** @returns {string} */
function approvalOf(/** @type {Template} */ configuration) {
  const comment = readable(configuration.CustomData ?? '');
  return comment === '' || comment.startsWith('#{') ? 'a person decides' : comment;
}

/**
 * A value of a template as text: what CloudFormation fills in later stands in angle brackets.
 *
 * @param {any} value
 * @returns {string}
 */
function readable(value) {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(readable).join(', ');
  const [[kind, argument]] = Object.entries(value);
  switch (kind) {
    case 'Ref':
      return reference(argument);
    case 'Fn::GetAtt':
      return `<${[argument].flat().join('.')}>`;
    case 'Fn::Join':
      return argument[1].map(readable).join(argument[0]);
    case 'Fn::Sub':
      return [argument]
        .flat()[0]
        .replace(/\$\{([^}]+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => reference(name));
    default:
      return `<${kind}>`;
  }
}

function reference(/** @type {string} */ name) {
  const known = /** @type {Record<string, string>} */ ({ 'AWS::AccountId': 'account' });
  return `<${known[name] ?? (name.startsWith('AWS::') ? name.slice(5).toLowerCase() : name)}>`;
}

function fit(/** @type {string} */ text, /** @type {number} */ width) {
  return (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);
}

function readJson(/** @type {string} */ directory, /** @type {string} */ file) {
  return JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8'));
}

/** @returns {string} */
function same(/** @type {string} */ text) {
  return text;
}

module.exports = { pipelineTree, pipelinesOf, readPipelines, readable };
