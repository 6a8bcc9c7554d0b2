import { expect, test } from 'vitest';
import { Unreachable, messageOf, problemOf } from './problem';

const response = (headers: Record<string, string> = {}) => new Response(null, { status: 422, headers });

test('a problem says what is wrong with which field', () => {
  const problem = problemOf(
    {
      title: 'The request is not valid',
      detail: '1 field needs another value.',
      errors: [
        { pointer: '/password', detail: 'Use at least 8 characters.' },
        { pointer: '/password', detail: 'A second complaint.' },
      ],
    },
    response({ 'Retry-After': '3' }),
  );
  expect(problem).toMatchObject({
    status: 422,
    fields: { password: 'Use at least 8 characters.' },
    retryAfterSeconds: 3,
  });
  expect(messageOf(problem)).toBe('1 field needs another value.');
});

test.each([null, 'Bad Gateway', [], { errors: 'many' }])(
  'an answer that is no problem document (%j) is one here',
  (body) => {
    expect(messageOf(problemOf(body, response()))).toBe('The shop could not do this');
  },
);

test('a person is told what to do, not what broke', () => {
  expect(messageOf(new Unreachable())).toContain('Check your connection');
  expect(messageOf(new TypeError('x is undefined'))).not.toContain('undefined');
});
