import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { run } from '../../scripts/lib';
import type { PlanDocument } from '../../lib/document/plan-document';

const COMMAND = path.resolve(__dirname, '../../lib/cli/main.js');

/** An eighth of what there is: so 20,000 actions show what 130,000 would break. */
const SMALL_STACK = '--js-flags=--stack-size=120';

let browser: Browser | undefined;

/** A page of the command as it was compiled, and what went wrong on it or went out from it. */
export interface OpenPage {
  readonly page: Page;
  /** Everything that was written to the console, thrown, or asked for. */
  readonly noise: string[];
}

export async function openPage(document: PlanDocument, options: BrowserContextOptions = {}): Promise<OpenPage> {
  return openFile(await writePage(document), options);
}

/** The picture of a plan, which is the document of the page. */
export async function openPicture(document: PlanDocument): Promise<OpenPage> {
  const plan = writePlan(document);
  const { ok, output, stdout } = await run(process.execPath, [COMMAND, 'show', plan, '--svg']);
  expect(ok ? '' : output).toBe('');
  const file = path.join(path.dirname(plan), 'picture.svg');
  fs.writeFileSync(file, stdout);
  return openFile(file);
}

async function openFile(file: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', SMALL_STACK] });
  const context = await browser.newContext({ viewport: { width: 1500, height: 900 }, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => request.url() !== `file://${file}` && noise.push(`request: ${request.url()}`));
  await page.goto(`file://${file}`);
  return { page, noise };
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

function writePlan(document: PlanDocument): string {
  const plan = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'page-')), 'a.plan.json');
  fs.writeFileSync(plan, JSON.stringify(document));
  return plan;
}

async function writePage(document: PlanDocument): Promise<string> {
  const plan = writePlan(document);
  const file = path.join(path.dirname(plan), 'page.html');
  const { ok, output } = await run(process.execPath, [COMMAND, 'show', plan, '--html', file]);
  expect(ok ? '' : output).toBe('');
  return file;
}
