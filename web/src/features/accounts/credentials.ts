/** What is wrong with what somebody wrote to sign in or up: found here before it is sent, or told by the shop. */
import { Problem, messageOf } from '@/api/problem';
import { texts } from '@/lib/texts';

export const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;
const LONGEST_NAME = 120;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type FieldName = 'name' | 'email' | 'password';

export interface Complaints {
  fields: Partial<Record<FieldName, string>>;
  /** What belongs to no field. */
  general?: string;
  /** The address belongs to an account already. */
  isTaken?: boolean;
  /** Seconds until the next try. */
  wait?: number;
}

export type Strength = 'none' | 'short' | 'fair' | 'good' | 'strong';

/** By its length alone: rules about kinds of characters make passwords worse (NIST SP 800-63B). */
export function strengthOf(password: string): Strength {
  const length = lengthOf(password);
  if (length === 0) return 'none';
  if (length < SHORTEST_PASSWORD) return 'short';
  if (length < 12) return 'fair';
  return length < 16 ? 'good' : 'strong';
}

export function checkEmail(email: string): string | undefined {
  const { signing } = texts();
  if (!email.trim()) return signing.emailMissing;
  return ADDRESS.test(email.trim()) ? undefined : signing.emailBad;
}

export function checkName(name: string): string | undefined {
  const { signing } = texts();
  if (!name.trim()) return signing.nameMissing;
  return lengthOf(name.trim()) > LONGEST_NAME ? signing.nameLong : undefined;
}

export function checkNewPassword(password: string): string | undefined {
  const { signing } = texts();
  if (!password) return signing.newPasswordMissing;
  if (lengthOf(password) < SHORTEST_PASSWORD) return signing.tooShort;
  return lengthOf(password) > LONGEST_PASSWORD ? signing.tooLong : undefined;
}

/** What the shop answered, at the one of these fields where it can be mended. */
export function complaintsOf(error: unknown, names: readonly string[]): Complaints {
  const found = anywhere(error);
  const isSeen = Object.keys(found.fields).every((name) => names.includes(name));
  return isSeen ? found : { ...found, general: messageOf(error) };
}

function anywhere(error: unknown): Complaints {
  const { signing } = texts();
  if (error === null || error === undefined) return { fields: {} };
  if (!(error instanceof Problem)) return { fields: {}, general: messageOf(error) };
  switch (error.status) {
    case 401:
      return { fields: { password: signing.wrong } };
    case 403:
      return { fields: {}, general: signing.closed };
    case 409:
      return { fields: { email: signing.emailTaken }, isTaken: true };
    case 422:
      return { fields: refusedFields(error) };
    case 429:
      return { fields: {}, wait: error.retryAfterSeconds ?? 1 };
    default:
      return { fields: {}, general: messageOf(error) };
  }
}

/** Without a field it is the password that the shop thinks too easy to guess. */
function refusedFields({ fields }: Problem): Complaints['fields'] {
  const { signing } = texts();
  const found = {
    ...(fields.email !== undefined && { email: signing.emailBad }),
    ...(fields.name !== undefined && { name: signing.nameMissing }),
    ...(fields.password !== undefined && { password: signing.tooShort }),
  };
  return Object.keys(found).length ? found : { password: signing.weak };
}

function lengthOf(text: string): number {
  return Array.from(text).length; // as the shop counts: characters, not halves of them
}
