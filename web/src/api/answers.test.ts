import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Api = typeof import('./session') & typeof import('./answers') & typeof import('./generated');
let api: Api;
let kept: Map<string, Map<string, Response>>;
let isOffline: boolean;

const user = (id: number) => ({
  id,
  email: '',
  username: '',
  name: '',
  role: 'user' as const,
  preferences: {},
});
const start = (id: number) =>
  ({
    access_token: `token ${id}`,
    token_type: 'bearer',
    expires_in: 600,
    refresh_token: null,
    user: user(id),
  }) as never;
const saved = (name: string) => ({ items: [{ name }], next_cursor: null });

beforeEach(async () => {
  const values = new Map<string, string>();
  kept = new Map();
  isOffline = false;
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  });
  vi.stubGlobal('caches', {
    open: async (name: string) => {
      const found = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, found);
      return {
        put: async (url: string, answer: Response) => void found.set(url, answer),
        match: async (url: string) => found.get(url)?.clone(),
        keys: async () => [...found.keys()],
        delete: async (url: string) => found.delete(url),
      };
    },
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  });
  vi.stubGlobal(
    'Request',
    class extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(typeof input === 'string' ? new URL(input, 'http://shop') : input, init);
      }
    },
  );
  vi.stubGlobal('fetch', async (request: Request) => {
    if (isOffline) throw new TypeError('Failed to fetch');
    return Response.json(saved(request.headers.get('Authorization') ?? 'nobody'));
  });
  vi.resetModules();
  api = { ...(await import('./session')), ...(await import('./answers')), ...(await import('./generated')) };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what was answered once is there without a network', async () => {
  api.startSession(start(1));
  await api.getFavourites();
  isOffline = true;
  expect(await api.getFavourites()).toEqual(saved('Bearer token 1'));
  await expect(api.getFavourites({ query: { limit: 3 } })).rejects.toMatchObject({ name: 'Unreachable' });
});

test('nothing about accounts is kept', async () => {
  api.startSession(start(1));
  await api.getMe();
  isOffline = true;
  await expect(api.getMe()).rejects.toMatchObject({ name: 'Unreachable' });
});

test('nobody sees what was answered to another', async () => {
  api.startSession(start(1));
  await api.getFavourites();
  api.endSession();
  await vi.waitFor(() => expect(kept.size).toBe(0));

  isOffline = true;
  await expect(api.getFavourites()).rejects.toMatchObject({ name: 'Unreachable' });
  api.startSession(start(2));
  await expect(api.getFavourites()).rejects.toMatchObject({ name: 'Unreachable' });
});

test('an answer that arrives after its owner has left is not kept', async () => {
  api.startSession(start(1));
  await api.keepAnswer(2, 'http://shop/api/v1/favourites', Response.json(saved('late')));
  expect(kept.size).toBe(0);
});

test('only so many are kept, the latest of them', async () => {
  for (let id = 1; id <= 90; id += 1) await api.getItemsOne({ path: { item_id: id } });
  await vi.waitFor(() => expect(kept.get('answers-2-visitor')?.size).toBe(80));
  expect(kept.get('answers-2-visitor')?.has('http://shop/api/v1/items/1')).toBe(false);
});
