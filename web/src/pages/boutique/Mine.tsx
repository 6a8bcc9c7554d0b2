/** A page about one's boutique: it waits for the boutique, and says so where there is none or only its owner may. */
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '@/api/problem';
import type { MyBoutique } from '@/api/types';
import { myBoutiqueQuery } from '@/features/boutiques/mine';
import { useTexts } from '@/lib/texts';
import { usePeopleTexts } from '@/lib/texts/people';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { BoutiqueFrame } from './BoutiqueFrame';

interface Props {
  title: string;
  lead?: string;
  children: (boutique: MyBoutique) => ReactNode;
  /** What staff see in its place. */
  forStaff?: (boutique: MyBoutique) => ReactNode;
}

export function Mine({ title, lead, children, forStaff }: Props) {
  const texts = usePeopleTexts();
  const { common } = useTexts();
  const { data: boutique, error, refetch } = useQuery(myBoutiqueQuery);
  const isNone = !boutique && error instanceof Problem && error.status === 404;
  const isOwner = boutique?.post === 'owner';
  return (
    <BoutiqueFrame>
      <PageTitle title={title}>{lead}</PageTitle>
      {isNone && (
        <Seams title={texts.none} text={texts.noneText}>
          <LinkButton to="/boutique/open" variant="contained">
            {texts.open}
          </LinkButton>
        </Seams>
      )}
      {!boutique && error && !isNone && (
        <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />
      )}
      {!boutique && !error && (
        <div role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={120} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </div>
      )}
      {boutique && isOwner && children(boutique)}
      {boutique &&
        !isOwner &&
        (forStaff?.(boutique) ?? <Notice title={texts.ownerOnly} text={texts.ownerOnlyText} />)}
    </BoutiqueFrame>
  );
}
