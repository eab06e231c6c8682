import type { Api, Docs, Type } from './assembly';
import { incumbentApi, ourApi } from './assembly';

// Every public name is documented, in our own words.

interface Documented {
  readonly path: string;
  readonly docs: Docs;
}

/** Everything that can carry a docstring: types, members, parameters. */
function documentedIn(api: Api): Documented[] {
  return [...api.values()].flatMap((type) => [
    { path: type.name, docs: type.docs ?? {} },
    ...membersIn(type),
    ...callablesIn(type).flatMap(([path, callable]) =>
      (callable.parameters ?? []).map((p) => ({ path: `${path}(${p.name})`, docs: p.docs ?? {} })),
    ),
  ]);
}

function membersIn(type: Type): Documented[] {
  return [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])].map((member) => ({
    path: `${type.name}.${member.name}`,
    docs: member.docs ?? {},
  }));
}

function callablesIn(type: Type) {
  const methods = (type.methods ?? []).map((method) => [`${type.name}.${method.name}`, method] as const);
  return type.initializer ? [[`${type.name}.constructor`, type.initializer] as const, ...methods] : methods;
}

/** Sentences of a docstring that are long enough to be somebody's words, reduced to those words. */
function sentencesOf(docs: Docs): string[] {
  return [docs.summary, docs.remarks, docs.default, docs.returns]
    .flatMap((text) => (text ?? '').split(/[.!?:;]\s|\n\s*\n|\n\s*[-*]\s/))
    .map((sentence) => (sentence.toLowerCase().match(/[a-z0-9]+/g) ?? []).join(' '))
    .filter((sentence) => sentence.split(' ').length >= 5);
}

const ours = ourApi();

test('every type and member has a docstring', () => {
  const all = [...ours.values()].flatMap((type) => [{ path: type.name, docs: type.docs ?? {} }, ...membersIn(type)]);
  expect(all.length).toBeGreaterThan(250);
  expect(all.filter(({ docs }) => !docs.summary).map(({ path }) => path)).toEqual([]);
});

test('every optional property says what happens without it', () => {
  const optional = [...ours.values()].flatMap((type) =>
    (type.datatype ? (type.properties ?? []) : [])
      .filter((property) => property.optional)
      .map((property) => ({ path: `${type.name}.${property.name}`, default: property.docs?.default })),
  );
  expect(optional.length).toBeGreaterThan(100);
  expect(optional.filter((property) => !property.default).map(({ path }) => path)).toEqual([]);
});

test('no sentence is that of the incumbent', () => {
  const theirs = new Set(documentedIn(incumbentApi()).flatMap(({ docs }) => sentencesOf(docs)));
  expect(theirs.size).toBeGreaterThan(300);

  const same = documentedIn(ours).flatMap(({ path, docs }) =>
    sentencesOf(docs)
      .filter((sentence) => theirs.has(sentence))
      .map((sentence) => `${path}: ${sentence}`),
  );
  expect(same).toEqual([]);
});
