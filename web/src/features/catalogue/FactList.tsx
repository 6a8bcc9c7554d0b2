/** What the catalogue says of an item, word by word; what can be searched for is a link to more of it. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Item } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { titleOf, wordOf } from '@/lib/texts/words';
import { TextLink } from '@/ui/TextLink';
import { Swatch } from './Swatch';
import type { Search } from './searching';

export function FactList({ item }: { item: Item }) {
  const { item: texts } = useTexts();
  const rows: [string, ReactNode][] = [
    [texts.brand, item.brand && <More search={{ brand: [item.brand] }}>{item.brand}</More>],
    [texts.kind, <More search={{ category: [item.category] }}>{titleOf(item.category)}</More>],
    [texts.colours, item.colours.length > 0 && <Colours colours={item.colours} />],
    [texts.material, item.material && titleOf(item.material)],
    [
      texts.pattern,
      item.pattern && <More search={{ pattern: [item.pattern] }}>{titleOf(item.pattern)}</More>,
    ],
    [texts.season, item.season.map((season) => wordOf(season)).join(', ')],
    [texts.details, item.tags.length > 0 && <Tags tags={item.tags} />],
  ];
  return (
    <Box component="dl" sx={LIST}>
      {rows
        .filter(([, fact]) => Boolean(fact))
        .map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </Box>
  );
}

function Colours({ colours }: { colours: readonly string[] }) {
  return colours.map((colour) => (
    <Box component="span" key={colour} sx={COLOUR}>
      <Swatch colour={colour} size={16} />
      <More search={{ colour: [colour] }}>{titleOf(colour)}</More>
    </Box>
  ));
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, my: '4px' }}>
      {tags.map((tag) => (
        <More key={tag} search={{ tag: [tag] }}>
          {wordOf(tag)}
        </More>
      ))}
    </Box>
  );
}

function More({ search, children }: { search: Search; children: string }) {
  return (
    <TextLink to="/search" search={search} sx={LINK}>
      {children}
    </TextLink>
  );
}

const LIST = {
  m: 0,
  typography: 'body2',
  '& > div': {
    display: 'grid',
    gridTemplateColumns: 'minmax(min(6.5rem, 36%), 30%) minmax(0, 1fr)',
    columnGap: 2,
    alignItems: 'center',
    minHeight: 48,
    borderTop: 1,
    borderColor: 'divider',
  },
  '& > div:last-of-type': { borderBottom: 1, borderColor: 'divider' },
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, overflowWrap: 'anywhere' },
} as const;

const COLOUR = { display: 'inline-flex', alignItems: 'center', gap: 1, mr: 2 } as const;

/** Large enough to tap. */
const LINK = {
  display: 'inline-flex',
  alignItems: 'center',
  minWidth: 44,
  minHeight: 44,
  textDecorationColor: 'var(--mui-palette-edge)',
} as const;
