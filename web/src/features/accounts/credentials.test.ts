import { expect, test } from 'vitest';
import { Problem, Unreachable } from '@/api/problem';
import { texts } from '@/lib/texts';
import { checkEmail, checkNewPassword, complaintsOf, strengthOf } from './credentials';

const { signing } = texts();
const problem = (status: number, fields = {}, wait: number | null = null) =>
  new Problem(status, 'No', 'No.', fields, wait);

const at = (error: unknown) => complaintsOf(error, ['name', 'email', 'password']);

test('a password is judged by its length, in characters as people count them', () => {
  expect(['', 'short', 'long-eno', 'twelve-chars', 'sixteen-chars-ok'].map(strengthOf)).toEqual([
    'none',
    'short',
    'fair',
    'good',
    'strong',
  ]);
  expect(strengthOf('👗👗👗👗')).toBe('short');
  expect(checkNewPassword('1234567')).toBe(signing.tooShort);
  expect(checkNewPassword('x'.repeat(129))).toBe(signing.tooLong);
  expect(checkNewPassword('no rules at all')).toBeUndefined();
});

test('an address is only refused when it can be none', () => {
  expect(checkEmail('  ')).toBe(signing.emailMissing);
  expect(checkEmail('nora')).toBe(signing.emailBad);
  expect(checkEmail('nora@example')).toBe(signing.emailBad);
  expect(checkEmail(' nora@exämple.com ')).toBeUndefined();
});

test('each refusal of the shop stands where it can be mended', () => {
  expect(at(null)).toEqual({ fields: {} });
  expect(at(problem(401))).toEqual({ fields: { password: signing.wrong } });
  expect(at(problem(409))).toEqual({ fields: { email: signing.emailTaken }, isTaken: true });
  expect(at(problem(422, { email: 'value is not a valid email address' }))).toEqual({
    fields: { email: signing.emailBad },
  });
  expect(at(problem(422))).toEqual({ fields: { password: signing.weak } });
  expect(at(problem(403)).general).toBe(signing.closed);
  expect(at(problem(429, {}, 42))).toEqual({ fields: {}, wait: 42 });
  expect(at(new Unreachable()).general).toMatch(/reached/);
});

test('what is wrong with a field that is not there is said all the same', () => {
  expect(complaintsOf(problem(422, { name: 'too long' }), ['email']).general).toBe('No.');
});
