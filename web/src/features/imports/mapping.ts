/** Which column feeds which field, while somebody decides. */
import type { UploadColumns } from '@/api/types';

export type Mapping = Record<string, string[]>;

type FieldOfFile = UploadColumns['fields'][number];

/** What is needed or was found comes first; the rest waits behind a fold. */
export function sorted(columns: UploadColumns, isNeeded: (name: string) => boolean) {
  const isFirst = ({ name }: FieldOfFile) => isNeeded(name) || (columns.mapping[name] ?? []).length > 0;
  return { first: columns.fields.filter(isFirst), further: columns.fields.filter((one) => !isFirst(one)) };
}

/** The choices of a field: nothing, what was found where that is several columns, and each column. */
export function choicesOf(columns: UploadColumns, field: FieldOfFile, nothing: string) {
  const found = columns.mapping[field.name] ?? [];
  const several = found.length > 1 ? [found] : [];
  return [
    { value: '[]', label: nothing },
    ...[...several, ...columns.columns.map((name) => [name])].map((names) => ({
      value: JSON.stringify(names),
      label: names.join(', '),
    })),
  ];
}

/** The first cell that says something in these columns. */
export function exampleOf(columns: UploadColumns, names: readonly string[]): string {
  for (const row of columns.samples)
    for (const name of names) {
      const cell = row[name];
      if (typeof cell === 'string' && cell.trim()) return cell.trim().slice(0, 80);
    }
  return '';
}

/** The fields that lack a column, of those that a file cannot do without. */
export function missingOf(columns: UploadColumns, mapping: Mapping, hasDefaultPrice: boolean): string[] {
  return columns.fields
    .filter(({ name, is_required }) => is_required || (name === 'price' && !hasDefaultPrice))
    .map(({ name }) => name)
    .filter((name) => (mapping[name] ?? []).length === 0);
}
