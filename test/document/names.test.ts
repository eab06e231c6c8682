import { nearest } from '../../lib/document/names';

describe('names that are like another one', () => {
  test('come in the order of the letters that differ, then by name; upper and lower case are one', () => {
    expect(nearest('deploy', ['Deplo', 'xxploy', 'DEPLOY', 'deplox'])).toEqual(['DEPLOY', 'Deplo', 'deplox', 'xxploy']);
  });

  test('that hold the whole word are near, however long they are', () => {
    expect(nearest('api', ['Prod/Api/Deploy', 'Prod/Web/Deploy'])).toEqual(['Prod/Api/Deploy']);
  });

  test.each([
    ['abcde', 'abxyz', true],
    ['abcde', 'axxyz', false],
    ['abcdefghij', 'abcdxxxxxx', true],
    ['abcdefghij', 'abcxxxxxxx', false],
    // Of short ones, two may always differ.
    ['ab', 'xy', true],
    ['abc', 'xyz', false],
  ])('differ in six of ten letters at most: %s, %s', (name, other, isNear) => {
    expect(nearest(name, [other])).toEqual(isNear ? [other] : []);
  });

  test('are five at most', () => {
    expect(nearest('a', ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });
});
