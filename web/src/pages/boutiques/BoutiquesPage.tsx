/** All boutiques, each with its story in short and a few of its pieces. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { boutiquesQuery } from '@/features/boutiques/queries';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { BoutiqueEntry, ENTRY } from './BoutiqueEntry';

export default function BoutiquesPage() {
  const { boutique: texts, common } = useTexts();
  const { data, error, refetch } = useQuery(boutiquesQuery);
  return (
    <>
      <PageTitle title={texts.title}>{texts.text}</PageTitle>
      {!data && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label={common.loading}>
          {Array.from({ length: 3 }, (_, index) => (
            <Box key={index} sx={ENTRY}>
              <div>
                <Skeleton variant="text" width="70%" sx={{ typography: 'h1' }} />
                <Skeleton variant="text" width="40%" />
                <Skeleton variant="rounded" height={110} sx={{ mt: 2 }} />
              </div>
              <Skeleton variant="rounded" height={260} />
            </Box>
          ))}
        </div>
      )}
      {data?.items.length === 0 && (
        <Notice title={texts.none} text={texts.noneText}>
          <LinkButton to="/search" variant="contained">
            {common.searchShop}
          </LinkButton>
        </Notice>
      )}
      {data && data.items.length > 0 && (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.items.map((boutique) => (
            <li key={boutique.id}>
              <BoutiqueEntry boutique={boutique} />
            </li>
          ))}
        </Box>
      )}
    </>
  );
}
