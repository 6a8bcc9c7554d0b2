/** Tries an operation: a form for its parameters and its body, and what the shop answers. */
import { validToken } from '@/api/session';
import { h } from './dom';
import { type Operation, type Parameter, type Spec, exampleOf, kindOf, resolved } from './openapi';
import { describe } from './shape';

interface Target {
  spec: Spec;
  method: string;
  path: string;
  operation: Operation;
}

let count = 0;

export function attemptOf(target: Target): HTMLElement {
  const { spec, operation } = target;
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in !== 'cookie');
  const id = `try-${(count += 1)}`;
  const schema = operation.requestBody?.content['application/json']?.schema;
  const result = h('div', { class: 'result', role: 'status' });
  const form = h(
    'form',
    { class: 'attempt', autocomplete: 'off' },
    ...parameters.map((parameter) => inputOf(spec, parameter, `${id}-${parameter.name}`)),
    schema ? bodyOf(JSON.stringify(exampleOf(spec, schema), null, 2), `${id}-body`) : null,
    h('button', { class: 'button', type: 'submit' }, 'Send'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(target, new FormData(form), result);
  });
  return h('div', {}, form, result);
}

function inputOf(spec: Spec, { name, in: place, required, description, schema }: Parameter, id: string) {
  const resolvedSchema = resolved(spec, schema);
  const choices = resolvedSchema.type === 'boolean' ? [true, false] : resolvedSchema.enum;
  const attributes = { id, name: `${place} ${name}`, required, 'aria-describedby': `${id}-help` };
  const words = [kindOf(schema), place, required ? 'required' : ''].filter(Boolean).join(', ');
  const help = description ?? describe(schema);
  return h(
    'div',
    { class: 'input' },
    h('label', { for: id }, h('code', { class: 'name' }, name), ' ', h('span', { class: 'kind' }, words)),
    choices
      ? h(
          'select',
          attributes,
          h('option', { value: '' }, '–'),
          ...choices.map((one) => h('option', {}, String(one))),
        )
      : h('input', { ...attributes, type: 'text', spellcheck: 'false' }),
    h(
      'p',
      { id: `${id}-help`, class: 'small' },
      resolvedSchema.type === 'array' ? `${help} Several: a, b.`.trim() : help,
    ),
  );
}

function bodyOf(example: string, id: string) {
  const rows = String(Math.min(24, example.split('\n').length + 1));
  return h(
    'div',
    { class: 'input' },
    h('label', { for: id }, 'Body ', h('span', { class: 'kind' }, 'JSON')),
    h('textarea', { id, name: 'body', rows, spellcheck: 'false' }, example),
  );
}

async function send(
  { spec, method, path, operation }: Target,
  given: FormData,
  result: HTMLElement,
): Promise<void> {
  let address = path;
  const query = new URLSearchParams();
  const headers = new Headers();
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    const value = String(given.get(`${place} ${name}`) ?? '').trim();
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    if (value === '') continue;
    const values =
      resolved(spec, schema).type === 'array' ? value.split(',').map((one) => one.trim()) : [value];
    if (place === 'query') for (const one of values) query.append(name, one);
    if (place === 'header') headers.set(name, value);
  }
  const body = given.get('body');
  if (body !== null) headers.set('Content-Type', 'application/json');
  const url = query.size ? `${address}?${query}` : address;
  result.replaceChildren(h('p', {}, `${method} ${url} …`));
  try {
    const token = await tokenNow();
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const began = performance.now();
    const answer = await fetch(url, { method, headers, body: body === null ? null : String(body) });
    const text = (answer.headers.get('Content-Type') ?? '').includes('event-stream')
      ? ''
      : await answer.text();
    const line = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - began)} ms`;
    result.replaceChildren(
      h('p', { class: answer.ok ? 'answer good' : 'answer bad' }, line),
      h('pre', { tabindex: '0', 'aria-label': 'Headers of the answer' }, headersOf(answer)),
      h('pre', { tabindex: '0', 'aria-label': 'Body of the answer' }, pretty(text)),
    );
  } catch {
    result.replaceChildren(
      h('p', { class: 'answer bad' }, 'The shop did not answer. Check your connection, then send again.'),
    );
  }
}

/** The token typed in above, or else that of whoever is signed in to the shop in this browser. */
async function tokenNow(): Promise<string | null> {
  const typed = document.querySelector<HTMLInputElement>('#token')?.value.trim();
  return typed || (await validToken().catch(() => null));
}

function headersOf(answer: Response): string {
  const shown = ['content-type', 'etag', 'location', 'retry-after', 'cache-control', 'x-request-id'];
  return shown
    .flatMap((name) => (answer.headers.has(name) ? `${name}: ${answer.headers.get(name)}` : []))
    .join('\n');
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text || '(empty)';
  }
}
