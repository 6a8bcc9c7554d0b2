/**
 * Stands in the page itself and runs before the app's code is there: asks for what the first page will show, so that
 * answer and picture travel beside the code instead of after it. The app takes the answers over (src/api/early.ts).
 */
import { LANGUAGE, SIGNED_IN, deckKey } from '../src/lib/keys.ts';

interface Pictured {
  image_url: string | null;
  image_srcset?: string | null;
}

interface Kind extends Pictured {
  name: string;
}

interface Hand {
  items: Pictured[];
  seen_count: number;
}

const NEWEST = 'items?limit=24&sort=newest&in_stock=true';
const API = '/api/v1';
const CARD_SIZES = '(min-width: 900px) 520px, 94vw';
const ITEM_SIZES = '(min-width: 900px) 620px, 100vw';
const TILE_SIZES = '(min-width: 900px) 290px, 46vw';
const FAMILIES = ['Instrument Serif', 'Instrument Sans Variable'];
const KIND_SIZES = '(min-width: 900px) 160px, 30vw';
const KINDS = 9; // that a phone shows
const FAN_SIZES = '(min-width: 900px) 400px, 66vw';
const LONGEST_LAID_MS = 10_000;
const LONGEST_KEPT_MS = 6 * 60 * 60 * 1000;

/** Filled in by ../shell.ts: which files belong to which address (../routes.ts). */
declare const AHEAD: {
  files: string[];
  pages: [pattern: string, places: number[]][];
  words: Record<string, number[]>;
};

const asked = new Map<string, Promise<Response>>();
Object.assign(window, { modisteEarly: asked });

fetchCode();
const codeIsThere = untilCodeIsThere();
void codeIsThere.then(() => FAMILIES.map((family) => document.fonts.load(`1em '${family}'`)));
const isHome = location.pathname === '/' && location.search === '';
const item = /^\/items\/(\d+)$/.exec(location.pathname)?.[1];
const shopper = read<{ id: number; preferences: { quiz_done?: boolean } }>(SIGNED_IN);

if (shopper?.id) forMember(shopper.id, shopper.preferences?.quiz_done === true);
else if (isHome) {
  ask(`${API}/health/live`);
  withFirst(ask(`${API}/${NEWEST}`), (card) => layCard(card, 'early-fan', FAN_SIZES));
}
if (location.pathname === '/search' && location.search === '') forSearch();
if (item)
  ask(`${API}/items/${item}`)
    .then(async (answer) => layItem(await answer.clone().json()))
    .catch(() => undefined);

/** The code of the page at this address, and the words of the reader's language, beside the code of the app. */
function fetchCode(): void {
  const { files, pages, words } = AHEAD;
  const page = pages.find(([pattern]) => new RegExp(pattern).test(location.pathname));
  const language = (localStorage.getItem(LANGUAGE) ?? navigator.language).slice(0, 2);
  for (const place of [...(page?.[1] ?? []), ...(words[language] ?? [])]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = files[place] ?? '';
    document.head.append(link);
  }
}

/**
 * Until the code has arrived. While it is read the network has nothing to do: the time for pictures and typefaces, which
 * would only have delayed the code.
 */
function untilCodeIsThere(): Promise<void> {
  return new Promise((goOn) => {
    const isThere = ({ target }: Event) => {
      if (!(target instanceof HTMLLinkElement) || !target.href.includes('/libraries-')) return;
      document.removeEventListener('load', isThere, true);
      goOn();
    };
    document.addEventListener('load', isThere, true);
  });
}

function forSearch(): void {
  const kinds = ask(`${API}/categories`);
  const counted = ask(`${API}/items?limit=1&facets=true`);
  void ask(`${API}/boutiques?limit=100`);
  void ask(`${API}/${NEWEST}`);
  fetchKinds(kinds, counted).catch(() => undefined);
}

/** The pictures of the kinds that stand first; the answers are read before the code leaves no time for it. */
async function fetchKinds(kinds: Promise<Response>, counted: Promise<Response>): Promise<void> {
  const known: Kind[] = await (await kinds).clone().json();
  const { facets }: { facets: { category: { value: string }[] } } = await (await counted).clone().json();
  const most = facets.category.slice(0, KINDS).map(({ value }) => value);
  await codeIsThere;
  for (const kind of known) if (most.includes(kind.name)) pictureOf(kind, KIND_SIZES);
}

function forMember(id: number, isAskedNothing: boolean): void {
  const renewed = ask(`${API}/auth/refresh`, renew);
  const asMember = async (address: string) => {
    const { access_token } = await (await renewed).clone().json();
    return fetch(address, { headers: { Authorization: `Bearer ${access_token}` } });
  };
  if (location.pathname === '/favourites' && location.search === '') {
    void ask(`${API}/collections`, asMember);
    withFirst(ask(`${API}/favourites?limit=24`, asMember), (card) => pictureOf(card, TILE_SIZES));
  }
  if (!isHome) return;
  const kept = read<{ at: number; cards: Pictured[] }>(deckKey(id));
  if (kept?.cards?.[0] && Date.now() - kept.at < LONGEST_KEPT_MS) {
    layCard(kept.cards[0]);
    return;
  }
  const cards = ask(`${API}/recommendations/items?limit=10`, asMember);
  // Before her first card a newcomer is asked three questions.
  withFirst(cards, (card, { seen_count }) => (isAskedNothing || seen_count > 0) && layCard(card));
}

/** One tab at a time, as the app does it: a refresh token can be spent only once. */
function renew(address: string): Promise<Response> {
  const post = () =>
    fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
  return 'locks' in navigator ? navigator.locks.request('modiste.refresh', post) : post();
}

function ask(address: string, how: (address: string) => Promise<Response> = fetch): Promise<Response> {
  const answer = how(address);
  answer.catch(() => undefined); // whoever takes it hears of it
  asked.set(address, answer);
  return answer;
}

function withFirst(cards: Promise<Response>, use: (card: Pictured, hand: Hand) => unknown): void {
  cards
    .then((answer) => answer.clone().json())
    .then((hand: Hand) => hand.items[0] && use(hand.items[0], hand))
    .catch(() => undefined);
}

/** Shows the card's picture where the deck, or the welcome, will lay the card, unless the app is there already. */
function layCard(card: Pictured, place = 'early', sizes = CARD_SIZES): void {
  const picture = pictureOf(card, sizes);
  const lay = () => {
    const root = document.getElementById('root');
    if (!root) requestAnimationFrame(lay);
    else if (picture && !root.childElementCount) {
      const frame = document.createElement('div');
      frame.className = place;
      frame.append(picture);
      root.append(frame);
    }
  };
  lay();
}

/** On phones, where the item's picture fills the top of the page: laid over it, until the app's own is there. */
function layItem(item: Pictured): void {
  const picture = pictureOf(item, ITEM_SIZES);
  if (!picture || matchMedia('(min-width: 900px)').matches) return;
  const frame = document.createElement('div');
  frame.className = 'early-item';
  frame.append(picture);
  const here = location.pathname;
  const follow = () => {
    if (!frame.isConnected) document.body?.append(frame);
    const own = document.querySelector<HTMLImageElement>('#root main img');
    const isOver = own?.complete || location.pathname !== here || performance.now() > LONGEST_LAID_MS;
    if (isOver) frame.remove();
    else requestAnimationFrame(follow);
  };
  follow();
}

function pictureOf({ image_url, image_srcset }: Pictured, sizes: string): HTMLImageElement | null {
  if (!image_url) return null;
  const picture = new Image();
  picture.alt = ''; // the app's own, which takes its place, is described
  picture.fetchPriority = 'high';
  picture.sizes = sizes;
  if (image_srcset) picture.srcset = image_srcset;
  picture.src = image_url;
  return picture;
}

function read<Kept>(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null; // what is written there is not ours
  }
}
