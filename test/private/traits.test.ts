import { Trait } from '../../lib/private/traits';

class Animal {}

test('says what was put on an object, and nothing of others', () => {
  const legs = new Trait<number>('test.legs');
  const cat = new Animal();
  legs.implement(cat, 4);
  expect(legs.of(cat)).toBe(4);
  expect(legs.isOn(cat)).toBe(true);
  expect(legs.isOn(new Animal())).toBe(false);
});

test('a subclass says it anew', () => {
  const legs = new Trait<number>('test.legs');
  const kiwi = new Animal();
  legs.implement(kiwi, 4);
  legs.implement(kiwi, 2);
  expect(legs.of(kiwi)).toBe(2);
});

test('another copy of the library knows the same traits', () => {
  const cat = new Animal();
  new Trait<number>('test.legs').implement(cat, 4);
  expect(new Trait<number>('test.legs').of(cat)).toBe(4);
});

test.each([[undefined], [null], ['text'], [5]])('%p has no traits', (x) => {
  expect(new Trait<number>('test.legs').of(x)).toBeUndefined();
});

test('does not show up where properties are listed', () => {
  const cat = new Animal();
  new Trait<number>('test.legs').implement(cat, 4);
  expect(Reflect.ownKeys(cat).filter((key) => Object.prototype.propertyIsEnumerable.call(cat, key))).toEqual([]);
});
