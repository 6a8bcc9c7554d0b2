import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addressOf } from './client';
import { deleteSwipesOne, getItems, getItemsOne, postSwipes } from './generated';
import { Problem, Unreachable } from './problem';

let sent: Request | null = null;
let answer: () => Response = () => Response.json({});

beforeEach(() => {
  sent = null;
  vi.stubGlobal(
    'Request',
    class extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(typeof input === 'string' ? new URL(input, 'http://shop') : input, init);
      }
    },
  );
  vi.stubGlobal('fetch', async (request: Request) => {
    sent = request;
    return answer();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('parameters are put into the path and the query, lists as often as they are long', () => {
  expect(addressOf({ url: '/api/v1/items' })).toBe('/api/v1/items');
  expect(addressOf({ url: '/api/v1/items/{id}/similar', path: { id: 'a/b ?' } })).toBe(
    '/api/v1/items/a%2Fb%20%3F/similar',
  );
  const query = {
    q: 'été & hiver',
    colour: ['red', 'navy'],
    cursor: undefined,
    page: null,
    limit: 0,
    only: false,
  };
  expect(addressOf({ url: '/x', query })).toBe(
    '/x?q=%C3%A9t%C3%A9+%26+hiver&colour=red&colour=navy&limit=0&only=false',
  );
});

test('an answer is read as JSON, and an empty one is an empty object', async () => {
  answer = () => Response.json({ items: [] });
  expect(await getItems({ query: { limit: 3 } })).toEqual({ items: [] });
  expect(sent?.url).toBe('http://shop/api/v1/items?limit=3');
  answer = () => new Response(null, { status: 204 });
  expect(await deleteSwipesOne({ path: { client_id: 'one' } })).toEqual({});
  expect(sent?.method).toBe('DELETE');
});

test('a body travels as JSON', async () => {
  answer = () => Response.json({});
  await postSwipes({ body: { client_id: 'one', item_id: 7, direction: 'left' } });
  expect(sent?.headers.get('Content-Type')).toBe('application/json');
  expect(await sent?.json()).toEqual({ client_id: 'one', item_id: 7, direction: 'left' });
});

test('what the shop refuses is thrown as its problem, whatever stands in the body', async () => {
  answer = () => Response.json({ title: 'No', detail: 'There is no such item.' }, { status: 404 });
  await expect(getItemsOne({ path: { item_id: 7 } })).rejects.toMatchObject(
    new Problem(404, 'No', 'There is no such item.'),
  );
  answer = () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  await expect(getItemsOne({ path: { item_id: 7 } })).rejects.toMatchObject({ status: 502 });
});

test('a network that is down is not the same as a question that was withdrawn', async () => {
  answer = () => {
    throw new TypeError('Failed to fetch');
  };
  await expect(getItems()).rejects.toBeInstanceOf(Unreachable);
  answer = () => {
    throw new DOMException('withdrawn', 'AbortError');
  };
  await expect(getItems()).rejects.toMatchObject({ name: 'AbortError' });
});
