import * as fs from 'fs';
import * as path from 'path';
import { shop } from './fixtures';
import { assemblyOf, command } from './run';
import { run } from '../../lib/cli/command';
import { terminal } from '../../lib/private/terminal';

const { version } = jest.requireActual<{ version: string }>('../../package.json');
const assembly = assemblyOf({ 'Delivery.plan.json': shop() });

test('--version prints the version of the package', () => {
  expect(command(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('--html - prints the page, and writes no file', () => {
  const { code, out, err } = command(['show', assembly, '--html', '-']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^<!doctype html>/i);
  expect(fs.existsSync('-')).toBe(false);
});

test('--html says which file it wrote, on standard error: standard output stays for what is piped', () => {
  const file = path.join(assembly, 'page.html');
  expect(command(['show', assembly, '--html', file])).toEqual({ code: 0, out: '', err: `wrote ${file}\n` });
});

test('a pipeline is found by the name of its stack, if it is the only one there', () => {
  const { document } = { document: shop() };
  const other = {
    ...document,
    pipeline: { ...document.pipeline, name: 'Other', path: 'Else/Pipeline', stack: 'Else' },
  };
  const both = assemblyOf({ 'A.plan.json': document, 'B.plan.json': other });
  expect(command(['show', both, '-p', 'Else']).out).toContain('Else/Pipeline');
  const twice = { ...other, pipeline: { ...other.pipeline, name: 'Third', path: 'Else/Third' } };
  const three = assemblyOf({ 'A.plan.json': document, 'B.plan.json': other, 'C.plan.json': twice });
  expect(command(['show', three, '--mermaid', '-p', 'Else'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/2 pipelines are called 'Else', or are in a stack of that name/),
  });
});

test('a binary file is called one', () => {
  const directory = assemblyOf({ 'Delivery.plan.json': 'PK\u0003\u0004\u0000\u0000' });
  const { code, err } = command(['show', directory]);
  expect(code).toBe(2);
  expect(err).toMatch(/Delivery\.plan\.json\] this is a binary file/);
});

test('a bug of the command is not 1, which says that a gate is lost', () => {
  const errors: string[] = [];
  const fail = () => {
    throw new Error('boom');
  };
  const host = { stdout: { write: fail }, stderr: { write: (text: string) => errors.push(text) }, env: {} };
  expect(run(['diff', assembly, assembly], terminal(host))).toBe(2);
  expect(errors.join('')).toMatch(/^cdk-pipelines: this is a bug of the command.*\nError: boom\n +at /);
});
