import { afterEach, expect, test, vi } from 'vitest';
import { languageAtStart } from '.';
import { de } from './de';
import { deal as deDeal } from './deals/de/deal';
import { match as deMatch } from './deals/de/match';
import { deal as enDeal } from './deals/en/deal';
import { match as enMatch } from './deals/en/match';
import { deal as frDeal } from './deals/fr/deal';
import { match as frMatch } from './deals/fr/match';
import { en } from './en';
import { fr } from './fr';
import { items as deItems } from './items/de';
import { items as enItems } from './items/en';
import { items as frItems } from './items/fr';
import { insights as deInsights } from './insights/de';
import { insights as enInsights } from './insights/en';
import { insights as frInsights } from './insights/fr';
import { imports as deImports } from './imports/de';
import { imports as enImports } from './imports/en';
import { imports as frImports } from './imports/fr';
import { alerts as deAlerts } from './alerts/de';
import { alerts as enAlerts } from './alerts/en';
import { alerts as frAlerts } from './alerts/fr';
import { inbox as deInbox } from './inbox/de';
import { inbox as enInbox } from './inbox/en';
import { inbox as frInbox } from './inbox/fr';
import { wardrobe as deWardrobe } from './wardrobe/de';
import { wardrobe as enWardrobe } from './wardrobe/en';
import { wardrobe as frWardrobe } from './wardrobe/fr';
import { orders as deOrders } from './orders/de';
import { orders as enOrders } from './orders/en';
import { orders as frOrders } from './orders/fr';
import { parcels as deParcels } from './parcels/de';
import { parcels as enParcels } from './parcels/en';
import { parcels as frParcels } from './parcels/fr';
import { people as dePeople } from './people/de';
import { people as enPeople } from './people/en';
import { people as frPeople } from './people/fr';
import { selling as deSelling } from './selling/de';
import { selling as enSelling } from './selling/en';
import { selling as frSelling } from './selling/fr';
import { terms as deTerms } from './terms/de';
import { terms as enTerms } from './terms/en';
import { terms as frTerms } from './terms/fr';
import { prices as dePrices } from './prices/de';
import { prices as enPrices } from './prices/en';
import { prices as frPrices } from './prices/fr';
import { webhooks as deWebhooks } from './webhooks/de';
import { webhooks as enWebhooks } from './webhooks/en';
import { webhooks as frWebhooks } from './webhooks/fr';
import { refunds as deRefunds } from './refunds/de';
import { refunds as enRefunds } from './refunds/en';
import { refunds as frRefunds } from './refunds/fr';
import { taste as deTaste } from './taste/de';
import { taste as enTaste } from './taste/en';
import { taste as frTaste } from './taste/fr';
import { users as deUsers } from './users/de';
import { users as enUsers } from './users/en';
import { users as frUsers } from './users/fr';

afterEach(() => vi.unstubAllGlobals());

function keptAs(code: string | null) {
  vi.stubGlobal('localStorage', { getItem: () => code });
}

test.each([
  [null, ['pt-BR', 'de-AT', 'en'], 'de'],
  [null, ['ja'], 'en'],
  ['fr', ['de'], 'fr'],
  ['tlh', ['de'], 'de'],
])('kept %s, the browser speaks %s: %s', (kept, browser, expected) => {
  keptAs(kept);
  expect(languageAtStart(browser)).toBe(expected);
});

test('numbers take the form that their language asks for', () => {
  expect(en.common.pieces(1)).toBe('1 piece');
  expect(en.common.pieces(0)).toBe('0 pieces');
  expect(fr.common.pieces(0)).toBe('0 pièce');
  expect(fr.common.pieces(1234)).toBe('1\u202f234 pièces');
  expect(de.common.pieces(1234)).toBe('1.234 Teile');
});

test('no language leaves a word empty, or forgets what it was given', () => {
  const walk = (one: unknown, other: unknown, path: string) => {
    if (typeof one === 'function' && typeof other === 'function') {
      const given = ['⟨a⟩', '⟨b⟩', '⟨c⟩', '⟨d⟩', '⟨e⟩'].slice(0, one.length);
      const said = String(one(...given));
      for (const word of given)
        if (said.includes(word)) expect(String(other(...given)), path).toContain(word);
    } else if (typeof one === 'object' && one !== null) {
      for (const key of Object.keys(one))
        walk((one as never)[key], (other as Record<string, never>)[key], `${path}.${key}`);
    } else expect(String(other).trim(), path).not.toBe('');
  };
  walk(en, fr, 'fr');
  walk(en, de, 'de');
  walk(enDeal, frDeal, 'fr.deal');
  walk(enInsights, frInsights, 'fr.insights');
  walk(enInsights, deInsights, 'de.insights');
  walk(enRefunds, frRefunds, 'fr.refunds');
  walk(enRefunds, deRefunds, 'de.refunds');
  walk(enDeal, deDeal, 'de.deal');
  walk(enMatch, frMatch, 'fr.match');
  walk(enMatch, deMatch, 'de.match');
  walk(enImports, frImports, 'fr.imports');
  walk(enImports, deImports, 'de.imports');
  walk(enAlerts, frAlerts, 'fr.alerts');
  walk(enAlerts, deAlerts, 'de.alerts');
  walk(enInbox, frInbox, 'fr.inbox');
  walk(enInbox, deInbox, 'de.inbox');
  walk(enWardrobe, frWardrobe, 'fr.wardrobe');
  walk(enWardrobe, deWardrobe, 'de.wardrobe');
  walk(enOrders, frOrders, 'fr.orders');
  walk(enOrders, deOrders, 'de.orders');
  walk(enItems, frItems, 'fr.items');
  walk(enItems, deItems, 'de.items');
  walk(enParcels, frParcels, 'fr.parcels');
  walk(enParcels, deParcels, 'de.parcels');
  walk(enPeople, frPeople, 'fr.people');
  walk(enPeople, dePeople, 'de.people');
  walk(enSelling, frSelling, 'fr.selling');
  walk(enSelling, deSelling, 'de.selling');
  walk(enTerms, frTerms, 'fr.terms');
  walk(enTerms, deTerms, 'de.terms');
  walk(enPrices, frPrices, 'fr.prices');
  walk(enUsers, frUsers, 'fr.users');
  walk(enUsers, deUsers, 'de.users');
  walk(enTaste, frTaste, 'fr.taste');
  walk(enTaste, deTaste, 'de.taste');
  walk(enPrices, dePrices, 'de.prices');
  walk(enWebhooks, frWebhooks, 'fr.webhooks');
  walk(enWebhooks, deWebhooks, 'de.webhooks');
});
