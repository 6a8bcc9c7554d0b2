/** The boutique's further ways to deliver: listed, added, changed, deleted. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { DeliveryWay } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { Question } from '@/ui/Question';
import { Row } from '@/ui/Row';
import { WayQuestion } from './WayQuestion';
import { deliveryWaysQuery, useDeliveryWay } from './mine';

export function WayList({ currency }: { currency: string }) {
  const texts = usePeopleTexts();
  const { common } = useTexts();
  const { data: ways, error } = useQuery(deliveryWaysQuery);
  const [asked, setAsked] = useState<{ way: DeliveryWay | null; isDropped: boolean } | null>(null);
  const drop = useDeliveryWay();
  const close = () => {
    setAsked(null);
    drop.reset();
  };
  if (!ways)
    return error ? (
      <p role="alert">{messageOf(error)}</p>
    ) : (
      <Skeleton aria-label={common.loading} height={76} />
    );
  return (
    <>
      {ways.length === 0 && <Typography color="textSecondary">{texts.methodsNone}</Typography>}
      <Box component="ul" aria-label={texts.methods} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {ways.map((way) => (
          <Row key={way.code} title={way.name} text={factsOf(way, currency, texts)}>
            <Button onClick={() => setAsked({ way, isDropped: false })}>{texts.methodChange}</Button>
            <Button color="error" onClick={() => setAsked({ way, isDropped: true })}>
              {texts.methodDrop}
            </Button>
          </Row>
        ))}
      </Box>
      <Button variant="outlined" sx={{ mt: 2.5 }} onClick={() => setAsked({ way: null, isDropped: false })}>
        {texts.methodAdd}
      </Button>
      {asked && !asked.isDropped && (
        <WayQuestion
          way={asked.way}
          currency={currency}
          taken={ways.map(({ code }) => code)}
          onClose={close}
        />
      )}
      {asked?.isDropped && asked.way && (
        <Question
          title={texts.methodDropTitle(asked.way.name)}
          text={texts.methodDropText}
          action={texts.methodDrop}
          isBusy={drop.isPending}
          error={drop.error && messageOf(drop.error)}
          onYes={() => drop.mutate({ code: asked.way?.code ?? '', way: null }, { onSuccess: close })}
          onNo={close}
        />
      )}
    </>
  );
}

function factsOf(way: DeliveryWay, currency: string, texts: PeopleTexts): string {
  const cost = way.cost === 0 ? texts.free : formatMoney({ amount: way.cost, currency });
  const facts = [cost, texts.days(way.days_min, way.days_max), way.countries?.join(', ')];
  return [...facts, way.is_active === false && texts.notOffered].filter(Boolean).join(' · ');
}
