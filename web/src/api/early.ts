/** Answers that the page asked for before the app's code was there (early/early.ts); each is taken once. */

const LONGEST_MS = 15_000; // after which the answer is no news any more

export type EarlyAnswers = Map<string, Promise<Response>>;

const { modisteEarly: asked } = globalThis as { modisteEarly?: EarlyAnswers };

/** The answer of an early question; null when there was none, or when it failed and has to be asked again. */
export async function earlyAnswer(address: string): Promise<Response | null> {
  const answer = asked?.get(address);
  if (!answer) return null;
  asked?.delete(address);
  if (performance.now() > LONGEST_MS) return null;
  const response = await answer.catch(() => null);
  return response?.ok ? response : null;
}

/** Whoever comes now is not the one that the page asked for. */
export function forgetEarlyAnswers(): void {
  asked?.clear();
}
