import { nearest } from '../../lib/document/nearest';

describe('names that are like another one', () => {
  test('come in the order of the letters that differ, then by name; upper and lower case are one', () => {
    expect(nearest('deploy', ['Deplo', 'xxploy', 'DEPLOY', 'deplox'])).toEqual(['DEPLOY', 'Deplo', 'deplox', 'xxploy']);
  });

  test('that hold the whole word are near, however long they are', () => {
    expect(nearest('api', ['Prod/Api/Deploy', 'Prod/Web/Deploy'])).toEqual(['Prod/Api/Deploy']);
  });

  test('two swapped letters are one mistake', () => {
    expect(nearest('Smkoe', ['Smoke', 'Spike', 'Smk'])).toEqual(['Smoke', 'Smk']);
  });

  test('what begins with the name is nearer than what holds it, and both are nearer than a mistake', () => {
    expect(nearest('prod', ['prof', 'NonProd', 'ProdUs'])).toEqual(['ProdUs', 'NonProd', 'prof']);
  });

  test.each([
    ['abcde', 'abcxy', true],
    ['abcde', 'abxyz', false],
    ['abcdefghij', 'abcdefxxxx', true],
    ['abcdefghij', 'abcdexxxxx', false],
    // Of short ones, one may always differ.
    ['ab', 'ax', true],
    ['ab', 'xy', false],
    ['a', 'x', false],
  ])('differ in four of ten letters at most: %s, %s', (name, other, isNear) => {
    expect(nearest(name, [other])).toEqual(isNear ? [other] : []);
  });

  test('are five at most', () => {
    expect(nearest('a', ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });
});
