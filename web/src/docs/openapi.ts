/** As much of an OpenAPI 3.1 document as the page reads, and what can be said about a schema in a few words. */

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  description?: string;
  required?: boolean;
  schema: Schema;
}

type Content = Record<string, { schema?: Schema }>;

export interface Answer {
  $ref?: string;
  description?: string;
  content?: Content;
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content; required?: boolean };
  responses: Record<string, Answer>;
  security?: unknown[];
}

export interface Spec {
  info: { title: string; version: string; summary?: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses?: Record<string, Answer> };
}

/** What a reference stands for; the thing itself when it is none. */
export function resolved(spec: Spec, schema: Schema): Schema {
  const name = nameOf(schema);
  return name === null ? schema : (spec.components.schemas[name] ?? {});
}

export function answerOf(spec: Spec, answer: Answer): Answer {
  const name = answer.$ref?.split('/').at(-1);
  return name === undefined ? answer : (spec.components.responses?.[name] ?? answer);
}

export function nameOf({ $ref }: Schema): string | null {
  return $ref?.split('/').at(-1) ?? null;
}

/** The other choices than "nothing". */
export function choicesOf(schema: Schema): Schema[] {
  return (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).filter(({ type }) => type !== 'null');
}

/** `integer`, `list of Card`, `text or nothing`. */
export function kindOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const all = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (all) return [...new Set(all.map(kindOf))].join(' or ');
  if (schema.type === 'array') return `list of ${schema.items ? kindOf(schema.items) : 'anything'}`;
  if (schema.type === 'null') return 'nothing';
  if (schema.type === 'string') return schema.format ?? 'text';
  return schema.type ?? 'anything';
}

/** `at most 200 characters`, `1 to 100`. */
export function limitsOf(schema: Schema): string {
  const [one] = choicesOf(schema);
  const { minimum, maximum, minLength, maxLength, maxItems } =
    choicesOf(schema).length === 1 && one ? one : schema;
  return [
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : '',
    minimum !== undefined && maximum === undefined ? `at least ${minimum}` : '',
    minimum === undefined && maximum !== undefined ? `at most ${maximum}` : '',
    minLength !== undefined && minLength > 1 ? `at least ${minLength} characters` : '',
    maxLength !== undefined ? `at most ${maxLength} characters` : '',
    maxItems !== undefined ? `at most ${maxItems}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

const DEEPEST = 6;

/** A value of this shape, to start from. */
export function exampleOf(spec: Spec, given: Schema, depth = 0): unknown {
  const schema = resolved(spec, given);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  const [choice] = choicesOf(schema);
  if (choice) return exampleOf(spec, choice, depth);
  if (schema.type === 'array')
    return depth < DEEPEST && schema.items ? [exampleOf(spec, schema.items, depth + 1)] : [];
  if (schema.type === 'object' || schema.properties) {
    const entries = depth < DEEPEST ? Object.entries(schema.properties ?? {}) : [];
    return Object.fromEntries(entries.map(([name, one]) => [name, exampleOf(spec, one, depth + 1)]));
  }
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return false;
  return textOf(schema.format);
}

function textOf(format: string | undefined): string {
  if (format === 'uuid') return crypto.randomUUID();
  if (format === 'date-time') return new Date().toISOString();
  if (format === 'email') return 'anna@example.com';
  if (format === 'password') return '';
  return format === 'uri' ? 'https://example.com/' : 'text';
}
