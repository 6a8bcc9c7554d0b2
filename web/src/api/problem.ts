/** An error of the API (RFC 9457 problem+json) as something that can be thrown, shown and asked. */
import { language, texts } from '@/lib/texts';

export class Problem extends Error {
  override name = 'Problem';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What is wrong with which field of the request: `{ password: 'Use at least 10 characters.' }`. */
    readonly fields: Record<string, string> = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail || title);
  }
}

/** The server could not be reached at all: no network, or no server. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** What a person is told about any error. */
export function messageOf(error: unknown): string {
  const { problems } = texts();
  if (error instanceof Unreachable) return problems.unreachable;
  if (!(error instanceof Problem)) return problems.unknown;
  // The shop explains itself in English; what is the same wherever it happens is said in the reader's language.
  const general = { 403: problems.forbidden, 429: problems.tooMany, 503: problems.unavailable }[error.status];
  return language() !== 'en' && general !== undefined ? general : error.detail || error.title;
}

export function problemOf(body: unknown, response: Response): Problem {
  const found = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  return new Problem(
    response.status,
    text(found.title) || 'The shop could not do this',
    text(found.detail),
    fieldsOf(found.errors),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

function fieldsOf(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (!Array.isArray(errors)) return fields;
  for (const error of errors) {
    if (!isRecord(error)) continue;
    const field = text(error.pointer).split('/').at(-1);
    if (field) fields[field] ??= text(error.detail);
  }
  return fields;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
