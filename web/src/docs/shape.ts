/** A schema as a list of its fields; shapes within it unfold when they are asked for, so that circles do no harm. */
import { fold, h } from './dom';
import { type Schema, type Spec, choicesOf, kindOf, limitsOf, resolved } from './openapi';

export function shapeOf(spec: Spec, given: Schema): HTMLElement {
  const schema = resolved(spec, given);
  const inner = innerOf(spec, schema);
  if (!inner) return h('p', {}, describe(schema));
  const fields = Object.entries(inner.properties ?? {});
  if (!fields.length) return h('p', {}, describe(schema) || 'Any object.');
  return h(
    'ul',
    { class: 'shape' },
    ...fields.map(([name, field]) => fieldOf(spec, name, field, inner.required?.includes(name) ?? false)),
  );
}

function fieldOf(spec: Spec, name: string, field: Schema, isRequired: boolean): HTMLElement {
  const head = [
    h('code', { class: 'name' }, name),
    h('span', { class: 'kind' }, kindOf(field)),
    isRequired && h('span', { class: 'kind' }, 'required'),
  ];
  const words = describe(field);
  const text = words ? h('p', { class: 'small' }, words) : null;
  if (!innerOf(spec, resolved(spec, field))) return h('li', {}, h('div', { class: 'field' }, ...head), text);
  return h(
    'li',
    {},
    fold(h('summary', {}, ...head), () => shapeOf(spec, field)),
    text,
  );
}

/** The object that a schema is, or holds a list of, or may be. */
function innerOf(spec: Spec, schema: Schema): Schema | null {
  if (schema.properties) return schema;
  if (schema.items) return innerOf(spec, resolved(spec, schema.items));
  for (const choice of choicesOf(schema)) {
    const inner = innerOf(spec, resolved(spec, choice));
    if (inner) return inner;
  }
  return null;
}

export function describe(schema: Schema): string {
  const one = schema.description ?? choicesOf(schema)[0]?.description;
  const values = schema.enum ?? choicesOf(schema)[0]?.enum;
  return [
    one,
    values && `One of ${values.map((value) => JSON.stringify(value)).join(', ')}.`,
    limitsOf(schema) && `${capital(limitsOf(schema))}.`,
    isTelling(schema.default) && `Otherwise ${JSON.stringify(schema.default)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function isTelling(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
