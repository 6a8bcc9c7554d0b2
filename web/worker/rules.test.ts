import { expect, test } from 'vitest';
import { isPage, isPicture, superseded, toldBy } from './rules';

const at = (path: string) => new URL(path, 'https://shop.example');

test('the API and its pages are never answered by the kept page of the app', () => {
  expect(['/', '/items/7', '/search?q=coat', '/apiary'].filter((path) => isPage(at(path)))).toHaveLength(4);
  expect(['/api/v1/docs', '/api', '/media/public/a.webp'].filter((path) => isPage(at(path)))).toHaveLength(0);
});

test('a picture with a signed address is private and is not kept', () => {
  expect(isPicture(at('/media/public/items/7/480.webp'))).toBe(true);
  expect(isPicture(at('/media/private/me.webp?expires=1&signature=x'))).toBe(false);
  expect(isPicture(at('/media/public/items/7/480.webp?signature=x'))).toBe(false);
});

test('of the older builds the latest stays, for the pages that still run it', () => {
  const names = ['pictures', 'shell-1', 'answers-7', 'shell-2', 'shell-3'];
  expect(superseded(names, 'shell-3')).toEqual(['shell-1']);
  expect(superseded(['shell-3', 'pictures'], 'shell-3')).toEqual([]);
});

test('a push says what it is about, and opens nothing but the shop', () => {
  const push = (notification: unknown) => toldBy(JSON.stringify({ web_push: 8030, notification }));
  expect(
    push({ title: 'Linen dress', body: 'Now €39', navigate: 'https://evil.example/items/7?size=M' }),
  ).toEqual({
    title: 'Linen dress',
    body: 'Now €39',
    navigate: '/items/7?size=M',
  });
  expect(push({ title: 7, navigate: 'http://[' })).toEqual(toldBy('no JSON'));
  expect(toldBy('null')).toEqual(toldBy(''));
});
