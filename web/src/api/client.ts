/** The one way to the API: the generated client with our token, our refresh and our errors. */
import { client } from './generated/client.gen';
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

export function setUpClient(): void {
  client.setConfig({ baseUrl: '', fetch: authorisedFetch, throwOnError: true });
  client.interceptors.error.use((error, response) => {
    if (error instanceof Problem || error instanceof Unreachable) return error;
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    if (response && !response.ok) return problemOf(error, response);
    return response ? error : new Unreachable();
  });
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
