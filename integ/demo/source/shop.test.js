const assert = require('node:assert');
const { test } = require('node:test');
const { total } = require('./shop');

test('an order of nothing costs nothing', () => assert.equal(total([]), 0));

test('two of a kind cost twice as much', () => assert.equal(total([{ price: 250, count: 2 }]), 500));
