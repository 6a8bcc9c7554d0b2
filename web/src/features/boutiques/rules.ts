/** The rule of a delivery while it is being written. */
import { daysOf, feeOf } from './fees';

export interface Rule {
  cost: string;
  freeOver: string;
  min: string;
  max: string;
}

export type RuleField = 'cost' | 'freeOver' | 'days';

interface Read {
  wrong: RuleField[];
  cost: number;
  /** Never free. */
  freeOver: number | null;
  min: number;
  max: number;
}

/** What was written, and which of it makes no sense. */
export function ruleOf(rule: Rule, currency: string): Read {
  const wrong: RuleField[] = [];
  const cost = feeOf(rule.cost, currency);
  const freeOver = rule.freeOver.trim() === '' ? null : feeOf(rule.freeOver, currency);
  const [min, max] = [daysOf(rule.min), daysOf(rule.max)];
  if (cost === null) wrong.push('cost');
  if (rule.freeOver.trim() !== '' && freeOver === null) wrong.push('freeOver');
  if (min === null || max === null || min > max) wrong.push('days');
  return { wrong, cost: cost ?? 0, freeOver, min: min ?? 0, max: max ?? 0 };
}
