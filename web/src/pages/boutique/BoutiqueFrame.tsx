/** What surrounds the parts of one's boutique: the way between them, at the side where there is room. */
import type { ReactNode } from 'react';
import { useSellerTexts } from '@/lib/texts/seller';
import { type PartLink, PartList } from '@/ui/PartList';
import { PartsFrame } from '@/ui/PartsFrame';

interface Props {
  /** The first part, which on a phone holds the list of the others. */
  isFirst?: boolean;
  /** How wide the page may be beside the list. */
  width?: number;
  children: ReactNode;
}

export function BoutiqueFrame({ isFirst = false, width, children }: Props) {
  const texts = useSellerTexts();
  const first = { to: '/boutique', label: texts.home } as const;
  return (
    <PartsFrame label={texts.parts} first={first} parts={useParts()} isFirst={isFirst} width={width}>
      {children}
    </PartsFrame>
  );
}

export function BoutiqueParts() {
  const texts = useSellerTexts();
  return <PartList label={texts.parts} parts={useParts()} />;
}

function useParts(): PartLink[] {
  const texts = useSellerTexts();
  return [
    { to: '/boutique/parcels', label: texts.parcels },
    { to: '/boutique/items', label: texts.items },
    { to: '/boutique/imports', label: texts.imports },
    { to: '/boutique/refunds', label: texts.refunds },
    { to: '/boutique/profile', label: texts.profile },
    { to: '/boutique/staff', label: texts.staff },
    { to: '/boutique/keys', label: texts.keys },
    { to: '/boutique/webhooks', label: texts.webhooks },
  ];
}
