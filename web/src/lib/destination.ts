/** Where to go after signing in: a path of this app, never another site's address. */

export function destinationOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return undefined;
  return value;
}
