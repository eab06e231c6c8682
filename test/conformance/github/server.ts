import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/* What jobs ask over HTTP: GitHub for environments, and tools that are played here. One for all runs of this process. */

export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** @param rest of the path; a promise may take its time */
export type Answerer = (rest: string, authorization: string | undefined) => Promise<Answer> | Answer;

const answerers = new Map<string, Answerer>();
let server: Promise<Server> | undefined;
let count = 0;

/** @returns an address of its own, and what ends it */
export async function serve(answer: Answerer): Promise<{ readonly url: string; readonly end: () => void }> {
  server ??= started();
  const { port } = (await server).address() as AddressInfo;
  const name = `run-${(count += 1)}`;
  answerers.set(name, answer);
  return { url: `http://127.0.0.1:${port}/${name}`, end: () => answerers.delete(name) };
}

async function started(): Promise<Server> {
  const made = createServer(async ({ url = '', headers }, response) => {
    const [, name, rest] = /^\/([^/]+)(\/.*)$/.exec(url) ?? [];
    const answer = answerers.get(name);
    const { status = 200, body } = (await answer?.(rest, headers.authorization)) ?? { status: 404, body: '' };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  });
  // It must not keep a test run from ending.
  made.unref();
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  return made;
}
