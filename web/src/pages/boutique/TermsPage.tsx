/** The seller's terms, for everybody to read. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { TERMS_VERSION } from '@/features/boutiques/terms';
import { formatDay } from '@/lib/locale';
import { useTermsTexts } from '@/lib/texts/terms';
import { PageTitle } from '@/ui/PageTitle';

export default function TermsPage() {
  const { title, version, lead, parts } = useTermsTexts();
  return (
    <Box component="article" sx={{ width: 1, maxWidth: 680, mx: 'auto' }}>
      <PageTitle title={title}>{lead}</PageTitle>
      {parts.map((part, number) => (
        <Box component="section" key={part.title} sx={{ mt: 4 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {`${number + 1}. ${part.title}`}
          </Typography>
          <Typography sx={{ maxWidth: '64ch' }}>{part.text}</Typography>
        </Box>
      ))}
      <Typography variant="body2" color="textSecondary" sx={{ mt: 5 }}>
        {version(formatDay(TERMS_VERSION))}
      </Typography>
    </Box>
  );
}
