import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Session = typeof import('./session');
type Client = typeof import('./client');
let api: Session & Client;
let asked: { path: string; token: string | null }[];
let answers: Record<string, (token: string | null) => Response | Promise<Response>>;

const user = {
  id: 1,
  email: 'a@example.com',
  username: 'a',
  name: 'A',
  role: 'user' as const,
  preferences: {},
  created_at: '',
};
const start = { access_token: '', token_type: 'bearer', expires_in: 600, refresh_token: null, user } as const;
const started = (access_token: string) => Response.json({ ...start, access_token });
const refusal = (status: number) =>
  Response.json({ title: 'No', status, detail: 'Sign in again.' }, { status });

beforeEach(async () => {
  const values = new Map([['modiste.signed-in', 'yes']]);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  });
  asked = [];
  let count = 0;
  answers = {
    '/api/v1/auth/refresh': () => started(`token ${(count += 1)}`),
    '/api/v1/me': () => Response.json(user),
  };
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = typeof input === 'string' ? new Request(`http://shop${input}`, init) : input;
    const path = new URL(request.url).pathname;
    const token = request.headers.get('Authorization');
    asked.push({ path, token });
    return answers[path]?.(token) ?? refusal(404);
  });
  vi.resetModules();
  api = { ...(await import('./session')), ...(await import('./client')) };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const me = () => api.authorisedFetch('http://shop/api/v1/me');
const refreshes = () => asked.filter(({ path }) => path.endsWith('/refresh')).length;

test('many requests at once wait for one refresh', async () => {
  await Promise.all([me(), me(), me()]);
  expect(refreshes()).toBe(1);
  expect(asked.slice(1).map(({ token }) => token)).toEqual(Array(3).fill('Bearer token 1'));
});

test('a token that the shop no longer takes is renewed once and the request sent again', async () => {
  answers['/api/v1/me'] = (token) => (token === 'Bearer token 2' ? Response.json(user) : refusal(401));
  expect((await me()).status).toBe(200);
  expect(refreshes()).toBe(2);
});

test('a request that stays refused is not sent a third time', async () => {
  answers['/api/v1/me'] = () => refusal(401);
  expect((await me()).status).toBe(401);
  expect(asked.filter(({ path }) => path === '/api/v1/me')).toHaveLength(2);
});

test('a refused refresh signs out', async () => {
  answers['/api/v1/auth/refresh'] = () => refusal(401);
  expect(await api.validToken()).toBeNull();
  expect(api.session.get()).toEqual({ state: 'signed-out' });
  expect(await api.validToken()).toBeNull();
  expect(refreshes()).toBe(1);
});

test('a shop in trouble signs nobody out', async () => {
  answers['/api/v1/auth/refresh'] = () => refusal(503);
  await expect(api.validToken()).rejects.toMatchObject({ status: 503 });
  expect(api.session.get()).toEqual({ state: 'unknown' });
  answers['/api/v1/auth/refresh'] = () => started('late');
  expect(await api.validToken()).toBe('late');
});

test('a network that is down is named as such', async () => {
  answers['/api/v1/auth/refresh'] = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(me()).rejects.toMatchObject({ name: 'Unreachable' });
});

test('signing in carries no token, and its refusal is an answer', async () => {
  answers['/api/v1/auth/login'] = () => refusal(401);
  const response = await api.authorisedFetch('http://shop/api/v1/auth/login');
  expect(response.status).toBe(401);
  expect(asked).toEqual([{ path: '/api/v1/auth/login', token: null }]);
});

test('who signs out during a refresh stays signed out', async () => {
  answers['/api/v1/auth/refresh'] = () => {
    api.endSession();
    return started('late');
  };
  expect(await api.validToken()).toBeNull();
  expect(api.session.get()).toEqual({ state: 'signed-out' });
});

test('a refresh that ends late does not turn out whoever signed in meanwhile', async () => {
  answers['/api/v1/auth/refresh'] = () => {
    api.startSession({ ...start, access_token: 'other', user: { ...user, id: 2 } });
    return refusal(401);
  };
  expect(await api.validToken()).toBe('other');
  expect(api.session.get()).toMatchObject({ state: 'signed-in', user: { id: 2 } });
});

test('a refused request is never sent again in the name of another user', async () => {
  answers['/api/v1/me'] = (token) => {
    if (token === 'Bearer other') return Response.json({ ...user, id: 2 });
    api.startSession({ ...start, access_token: 'other', user: { ...user, id: 2 } });
    return refusal(401);
  };
  expect((await me()).status).toBe(401);
  expect(asked.map(({ token }) => token)).toEqual([null, 'Bearer token 1']);
});

test('who was signed in last is known at once, and the refresh cookie has the last word', async () => {
  await me();
  vi.resetModules();
  const later: Session & Client = { ...(await import('./session')), ...(await import('./client')) };
  expect(later.session.get()).toMatchObject({ state: 'signed-in', user: { id: 1 } });
  answers['/api/v1/auth/refresh'] = () => refusal(401);
  await later.authorisedFetch('http://shop/api/v1/me');
  expect(later.session.get()).toEqual({ state: 'signed-out' });
});
