/** A boutique's morning: what to do now, what sells, what runs out, and each item's way to its buyers. */
import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { BoutiqueHome } from '@/api/types';
import { HomeSkeleton } from '@/features/insights/HomeSkeleton';
import { SalesPart } from '@/features/insights/SalesPart';
import { ShelfList } from '@/features/insights/ShelfList';
import { LOW, SOLD_OUT, ToDoList } from '@/features/insights/ToDoList';
import { DAYS, type Days, homeQuery } from '@/features/insights/figures';
import { useInsightTexts } from '@/lib/texts/insights';
import { useSellerTexts } from '@/lib/texts/seller';
import { Trouble } from '@/pages/Trouble';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { Seams } from '@/ui/Seams';
import { BoutiqueFrame, BoutiqueParts } from './BoutiqueFrame';
import { ItemsPart } from './ItemsPart';

const WIDTH = 980;
const UPLOAD: string = '/boutique/imports';

export default function HomePage() {
  const texts = useSellerTexts();
  const words = useInsightTexts();
  const { days = 30 } = useSearch({ from: '/boutique' });
  const { data, error, refetch } = useQuery(homeQuery(days));
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const isNew = data?.items === 0 && data.sales.now.orders + data.to_do.to_pack.count === 0;
  return (
    <BoutiqueFrame isFirst width={WIDTH}>
      <PageTitle title={texts.home} />
      {!data && error && <Trouble title={words.trouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <HomeSkeleton />}
      {data && !isNew && <Figures home={data} days={days} />}
      {isNew && (
        <Seams title={words.emptyTitle} text={words.emptyText}>
          <LinkButton to={UPLOAD} variant="contained">
            {words.upload}
          </LinkButton>
        </Seams>
      )}
      {!isWide && (
        <Box sx={{ mt: 6 }}>
          <BoutiqueParts />
        </Box>
      )}
    </BoutiqueFrame>
  );
}

function Figures({ home, days }: { home: BoutiqueHome; days: Days }) {
  const texts = useInsightTexts();
  const navigate = useNavigate({ from: '/boutique' });
  const choose = (chosen: Days) =>
    void navigate({ search: chosen === 30 ? {} : { days: chosen }, replace: true, resetScroll: false });
  return (
    <>
      <Part title={texts.toDo}>
        <ToDoList home={home} />
      </Part>
      <Part title={texts.sales} text={texts.salesText}>
        <Box sx={{ mb: 3 }}>
          <ChoiceChips
            question={texts.days}
            isQuestionHidden
            choices={DAYS.map((value) => ({ value, label: texts.lastDays(value) }))}
            chosen={[days]}
            onToggle={choose}
          />
        </Box>
        <SalesPart sales={home.sales} others={home.other_currencies} />
      </Part>
      {home.sold_out.count > 0 && (
        <Box id={SOLD_OUT} sx={ANCHOR}>
          <Part title={texts.soldOut} text={texts.soldOutText}>
            <ShelfList shelf={home.sold_out} label={texts.soldOut} />
          </Part>
        </Box>
      )}
      {home.low_stock.count > 0 && (
        <Box id={LOW} sx={ANCHOR}>
          <Part title={texts.low} text={texts.lowText(home.low_stock_at)}>
            <ShelfList shelf={home.low_stock} label={texts.low} />
          </Part>
        </Box>
      )}
      <ItemsPart days={days} />
    </>
  );
}

/** Each part in a box of its own is the first inside it, and keeps its line above all the same. */
const ANCHOR = {
  scrollMarginTop: 80,
  '&& > section': { pt: { xs: 4, md: 5 }, mt: { xs: 4, md: 5 }, borderTop: 1, borderColor: 'divider' },
} as const;
