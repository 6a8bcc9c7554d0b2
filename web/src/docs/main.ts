/** The API's description for people: what it offers, in which shapes, and a way to try it as whoever is signed in. */
import './docs.css';
import { session } from '@/api/session';
import { attemptOf } from './attempt';
import { fold, h } from './dom';
import { type Operation, type Spec, answerOf, nameOf } from './openapi';
import { shapeOf } from './shape';

const DESCRIPTION = '/api/v1/openapi.json';
const PREFIX = '/api/v1';

interface Entry {
  id: string;
  method: string;
  path: string;
  operation: Operation;
}

function entriesOf(spec: Spec): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [path, operations] of Object.entries(spec.paths)) {
    for (const [name, operation] of Object.entries(operations)) {
      const method = name.toUpperCase();
      const id = `${name}${path.replace(PREFIX, '').replace(/\W+/g, '-')}`;
      const group = operation.tags?.[0] ?? 'other';
      groups.set(group, [...(groups.get(group) ?? []), { id, method, path, operation }]);
    }
  }
  return new Map([...groups].sort(([one], [other]) => one.localeCompare(other)));
}

function operationOf(spec: Spec, { id, method, path, operation }: Entry): HTMLElement {
  const short = path.replace(PREFIX, '') || '/';
  const summary = h(
    'summary',
    {},
    h('span', { class: `method ${method.toLowerCase()}` }, method),
    h('h3', {}, h('code', {}, short)),
    h('span', { class: 'kind' }, operation.summary),
    operation.security && h('span', { class: 'kind key' }, 'sign in first'),
  );
  const inside = () => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return h(
      'div',
      { class: 'inside' },
      h('p', {}, operation.description),
      h('h4', {}, 'Try it'),
      attemptOf({ spec, method, path, operation }),
      schema && h('h4', {}, `What is sent: ${nameOf(schema) ?? 'body'}`),
      schema && shapeOf(spec, schema),
      h('h4', {}, 'What is answered'),
      ...Object.entries(operation.responses).map(([status, answer]) =>
        answered(spec, status, answerOf(spec, answer)),
      ),
    );
  };
  const words = `${method} ${short} ${operation.summary ?? ''}`.toLowerCase();
  return fold(summary, inside, { id, class: 'operation', 'data-words': words });
}

function answered(
  spec: Spec,
  status: string,
  { description, content }: ReturnType<typeof answerOf>,
): HTMLElement {
  const [kind, schema] =
    Object.entries(content ?? {}).map(([name, value]) => [name, value.schema] as const)[0] ?? [];
  const head = [
    h('code', { class: 'name' }, status),
    h('span', {}, description),
    h('span', { class: 'kind' }, kind),
  ];
  if (!schema) return h('div', { class: 'field answer-line' }, ...head);
  return fold(h('summary', {}, ...head), () => shapeOf(spec, schema), { class: 'answer-line' });
}

function whoAsks(): HTMLElement {
  const now = session.get();
  const text =
    now.state === 'signed-in'
      ? `You are signed in to the shop as ${now.user.name}; what you send here is sent as you.`
      : 'You are not signed in. Sign in to the shop in this browser, or put in an access token.';
  return h(
    'section',
    { class: 'who', 'aria-labelledby': 'who' },
    h('h2', { id: 'who' }, 'Who asks'),
    h('p', {}, text, ' ', now.state === 'signed-in' ? null : h('a', { href: '/sign-in' }, 'Sign in')),
    h(
      'label',
      { for: 'token' },
      'Access token ',
      h('span', { class: 'kind' }, 'from POST /auth/login, optional'),
    ),
    h('input', { id: 'token', type: 'text', autocomplete: 'off', spellcheck: 'false' }),
  );
}

function navigationOf(groups: Map<string, Entry[]>): HTMLElement {
  const search = h('input', { id: 'find', type: 'search', autocomplete: 'off' });
  search.addEventListener('input', () => narrow(search.value.trim().toLowerCase()));
  return h(
    'nav',
    { 'aria-label': 'Parts of the API' },
    h('label', { for: 'find' }, 'Find'),
    search,
    h('ul', {}, ...[...groups.keys()].map((name) => h('li', {}, h('a', { href: `#${slug(name)}` }, name)))),
  );
}

/** Show only what has these letters in its method, path or summary. */
function narrow(letters: string): void {
  for (const group of document.querySelectorAll<HTMLElement>('section.group')) {
    const operations = [...group.querySelectorAll<HTMLElement>('.operation')];
    for (const one of operations) one.hidden = !one.dataset.words?.includes(letters);
    group.hidden = operations.every(({ hidden }) => hidden);
  }
}

const slug = (name: string) => `group-${name.replace(/\W+/g, '-')}`;

function show(spec: Spec): void {
  const groups = entriesOf(spec);
  const { title, version, summary } = spec.info;
  document
    .querySelector('#docs')
    ?.replaceChildren(
      navigationOf(groups),
      h(
        'main',
        { id: 'content', tabindex: '-1' },
        h('h1', {}, `The API of ${title}`),
        h('p', {}, `${summary ?? ''} Version ${version}; every path begins with ${PREFIX}. `),
        h('p', {}, h('a', { href: DESCRIPTION }, 'The same for programs (OpenAPI)')),
        whoAsks(),
        ...[...groups].map(([name, entries]) =>
          h(
            'section',
            { class: 'group', 'aria-labelledby': slug(name) },
            h('h2', { id: slug(name) }, name),
            ...entries.map((entry) => operationOf(spec, entry)),
          ),
        ),
      ),
    );
  openNamed();
  window.addEventListener('hashchange', openNamed);
}

/** `…/docs#get-items` leads to the operation and opens it. */
function openNamed(): void {
  const named = document.getElementById(window.location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}

try {
  const answer = await fetch(DESCRIPTION);
  show((await answer.json()) as Spec);
} catch {
  const text = 'The shop did not say what it offers. Check your connection, then load the page again.';
  document.querySelector('#content')?.replaceChildren(h('p', { role: 'alert' }, text));
}
