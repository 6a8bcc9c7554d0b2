/** What a shopper told us about her sizes. */
import type { User } from '@/api/types';
import { slugOf } from './searching';

/** The sizes that she told us fit, for this kind of clothes. */
export function usualSizes(user: User | null, category: string): readonly string[] {
  const sizes = Object.entries((user?.preferences.sizes ?? {}) as Record<string, string[]>);
  return sizes.find(([kind]) => slugOf(kind) === slugOf(category))?.[1] ?? [];
}
