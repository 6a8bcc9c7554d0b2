import { expect, test } from 'vitest';
import { actionOf } from './useDeckKeys';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowDown', 'details'],
  ['Enter', 'details'],
  ['ArrowUp', 'right'],
  ['u', 'undo'],
  ['1', 0],
  ['9', 8],
  ['0', null],
  ['x', null],
])('%s means %s', (key, action) => {
  expect(actionOf({ ...plain, key }, false)).toBe(action);
});

test('Ctrl-Z and Cmd-Z take back', () => {
  expect(actionOf({ ...plain, key: 'z', ctrlKey: true }, false)).toBe('undo');
  expect(actionOf({ ...plain, key: 'z', metaKey: true }, true)).toBe('undo');
});

test("Enter on a button is the button's, and the browser keeps its own shortcuts", () => {
  expect(actionOf({ ...plain, key: 'Enter' }, true)).toBeNull();
  expect(actionOf({ ...plain, key: 'ArrowLeft', altKey: true }, false)).toBeNull();
  expect(actionOf({ ...plain, key: 'u', ctrlKey: true }, false)).toBeNull();
});
