/** The photos that were chosen, and which of them show the same garment. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { CrossIcon } from '@/ui/icons';
import { FilePicture, PHOTO_GRID, PhotoFrame } from './PhotoFrame';
import { type Chosen, garmentsIn, join, leaveOut } from './choice';

export function ChosenList({ chosen }: { chosen: readonly Chosen[] }) {
  const texts = useWardrobeTexts();
  const garments = garmentsIn(chosen);
  const numberOf = (one: Chosen) => garments.findIndex((group) => group.includes(one)) + 1;
  return (
    <Box component="ul" sx={PHOTO_GRID}>
      {chosen.map((one, at) => (
        <PhotoFrame
          key={one.key}
          label={texts.photoOf(at + 1, chosen.length)}
          picture={
            <>
              <FilePicture preview={one.preview} name={one.file.name} />
              <Box sx={{ position: 'absolute', top: 2, right: 2 }}>
                <IconButton
                  aria-label={texts.leaveOut(one.file.name)}
                  onClick={() => leaveOut(one.key)}
                  sx={CROSS}
                >
                  <CrossIcon fontSize="small" />
                </IconButton>
              </Box>
            </>
          }
          isWrong={one.complaint !== null}
          note={
            one.complaint
              ? texts.failures[one.complaint]
              : garments.length > 1 && texts.garmentNumber(numberOf(one))
          }
        >
          {at > 0 && !one.complaint && (
            <ButtonBase
              aria-pressed={one.joins}
              aria-label={texts.joinsNumber(at + 1)}
              onClick={() => join(one.key, !one.joins)}
              sx={JOIN}
            >
              {texts.joins}
            </ButtonBase>
          )}
        </PhotoFrame>
      ))}
    </Box>
  );
}

const CROSS = {
  bgcolor: 'background.paper',
  color: 'text.primary',
  '&:hover': { bgcolor: 'background.paper' },
} as const;

const JOIN = {
  mt: 0.5,
  px: 1.5,
  minHeight: 44,
  borderRadius: 999,
  border: 1,
  borderColor: 'edge',
  typography: 'caption',
  fontWeight: 600,
  textAlign: 'center',
  '&[aria-pressed=true]': {
    bgcolor: 'primary.main',
    borderColor: 'primary.main',
    color: 'primary.contrastText',
  },
} as const;
