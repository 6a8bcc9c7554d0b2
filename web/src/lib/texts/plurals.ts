/** Which form of a word goes with a number, by the language's own rules (CLDR, from the browser). */

interface Forms {
  one: string;
  other: string;
}

export function pluralsIn(code: string) {
  // The browser takes its time to make these, so not before the first number is said.
  let rules: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  /** `#` in the form becomes the number as people write it. */
  return (count: number, { one, other }: Forms): string => {
    rules ??= new Intl.PluralRules(code);
    numbers ??= new Intl.NumberFormat(code);
    return (rules.select(count) === 'one' ? one : other).replaceAll('#', numbers.format(count));
  };
}
