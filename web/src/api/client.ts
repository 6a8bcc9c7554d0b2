/**
 * The one way to the API: what the generated functions call, with our token, our refresh and our errors.
 * vite.config.ts puts it in the place of the generated client, which is ten times as large.
 */
import { isKept, keepAnswer, keptAnswer } from './answers';
import type { Client, RequestOptions } from './generated/client';
import { earlyAnswer } from './early';
import { Problem, Unreachable, problemOf } from './problem';
import { refreshed, signedInId, validToken } from './session';

/** These ask who you are, so they carry no token and a 401 from them is an answer. */
const WITHOUT_TOKEN = /\/auth\/(login|signup|refresh)$/;

export async function authorisedFetch(input: RequestInfo | URL): Promise<Response> {
  const request = new Request(input);
  if (WITHOUT_TOKEN.test(new URL(request.url).pathname)) return fetch(request);
  const token = await validToken();
  const asker = signedInId();
  const again = request.clone();
  const response = await fetch(withToken(request, token));
  if (response.status !== 401 || token === null) return response;
  const next = await refreshed(token);
  if (next === null || signedInId() !== asker) return response; // never in the name of whoever came after
  return fetch(withToken(again, next));
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

type Asked = Omit<RequestOptions, 'responseStyle' | 'throwOnError'>;

export const client = {
  get: by('GET'),
  post: by('POST'),
  put: by('PUT'),
  patch: by('PATCH'),
  delete: by('DELETE'),
  sse: { get: listen },
} as unknown as Client; // as much of it as the generated functions use

function by(method: string) {
  return async (asked: Asked): Promise<unknown> => {
    const owner = signedInId();
    const address = addressOf(asked);
    const request = new Request(address, initOf(method, asked));
    const isAnswerKept = method === 'GET' && isKept(request.url);
    let response: Response;
    try {
      const early = method === 'GET' ? await earlyAnswer(address) : null;
      response = early ?? (await authorisedFetch(request));
    } catch (error) {
      const old = isAnswerKept && !asked.signal?.aborted && (await keptAnswer(owner, request.url));
      if (old) return contentOf(old);
      throw named(error);
    }
    if (!response.ok) throw problemOf(await response.json().catch(() => null), response);
    if (isAnswerKept) keepAnswer(owner, request.url, response.clone()).catch(() => undefined);
    return contentOf(response);
  };
}

/** What `fetch` throws says little; ours say what a person is told. */
function named(error: unknown): unknown {
  if (error instanceof Problem || error instanceof Unreachable) return error;
  return error instanceof DOMException && error.name === 'AbortError' ? error : new Unreachable();
}

/** Events are rare: what reads them is fetched when it is first needed. */
async function listen(asked: Asked) {
  const { createSseClient } = await import('./generated/core/serverSentEvents.gen');
  return createSseClient({
    ...initOf('GET', asked),
    method: 'GET',
    url: addressOf(asked),
    fetch: authorisedFetch,
  });
}

/** The path with its parameters put in, and the query; lists are repeated, as FastAPI reads them. */
export function addressOf({ url, path = {}, query = {} }: Pick<Asked, 'url' | 'path' | 'query'>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) parameters.append(name, String(one));
    }
  }
  const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  return parameters.size ? `${filled}?${parameters}` : filled;
}

function initOf(method: string, { body, bodySerializer, headers, signal }: Asked): RequestInit {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== null && value !== undefined && body !== undefined) sent.set(name, String(value));
  }
  const content =
    body === undefined || bodySerializer === null ? body : (bodySerializer ?? JSON.stringify)(body);
  return { method, headers: sent, body: (content as BodyInit | undefined) ?? null, signal: signal ?? null };
}

const tags = new WeakMap<object, string>();

/** The ETag that came with an answer, for `If-Match`; empty when there was none. */
export function tagOf(answer: object): string {
  return tags.get(answer) ?? '';
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return {}; // whatever type it names
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) return response.blob();
  const content = (await response.json()) as object;
  const tag = response.headers.get('ETag');
  if (tag) tags.set(content, tag);
  return content;
}
