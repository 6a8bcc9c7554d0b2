import { afterEach, expect, test, vi } from 'vitest';

type Early = typeof import('./early');

async function askedBefore(answers: [string, Promise<Response>][]): Promise<Early> {
  vi.stubGlobal('modisteEarly', new Map(answers));
  vi.resetModules();
  return import('./early');
}

afterEach(() => vi.unstubAllGlobals());

test('an early answer is taken once', async () => {
  const { earlyAnswer } = await askedBefore([['/a', Promise.resolve(Response.json([1]))]]);
  expect(await (await earlyAnswer('/a'))?.json()).toEqual([1]);
  expect(await earlyAnswer('/a')).toBeNull();
  expect(await earlyAnswer('/b')).toBeNull();
});

test('an early answer that failed, or that was a refusal, is asked for again', async () => {
  const { earlyAnswer } = await askedBefore([
    ['/down', Promise.reject(new TypeError('down'))],
    ['/refused', Promise.resolve(Response.json({}, { status: 401 }))],
  ]);
  expect(await earlyAnswer('/down')).toBeNull();
  expect(await earlyAnswer('/refused')).toBeNull();
});

test('nobody takes what was asked for somebody else', async () => {
  const { earlyAnswer, forgetEarlyAnswers } = await askedBefore([
    ['/a', Promise.resolve(Response.json([1]))],
  ]);
  forgetEarlyAnswers();
  expect(await earlyAnswer('/a')).toBeNull();
});
