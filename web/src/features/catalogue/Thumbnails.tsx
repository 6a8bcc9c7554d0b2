/** All pictures of an item, small, to choose one by. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTexts } from '@/lib/texts';
import { Picture, type PictureSource } from '@/ui/Picture';

interface Props {
  pictures: readonly PictureSource[];
  number: number;
  onChoose: (number: number) => void;
}

export function Thumbnails({ pictures, number, onChoose }: Props) {
  const { item } = useTexts();
  return (
    <Box component="ul" sx={LIST}>
      {pictures.map((picture, index) => (
        <li key={`${index} ${picture.image_url}`}>
          <ButtonBase
            aria-label={item.showPicture(index + 1)}
            aria-current={index === number || undefined}
            onClick={() => onChoose(index)}
            sx={THUMBNAIL}
          >
            <Picture picture={picture} alt="" sizes="76px" />
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}

const LIST = {
  display: { xs: 'none', md: 'grid' },
  alignContent: 'start',
  gap: 1.5,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;

const THUMBNAIL = {
  position: 'relative',
  width: 1,
  aspectRatio: '3 / 4',
  borderRadius: '8px',
  overflow: 'hidden',
  '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 'inherit' },
  '&[aria-current]::after': { boxShadow: 'inset 0 0 0 2px var(--mui-palette-text-primary)' },
  '&:focus-visible': { outlineOffset: 2 },
} as const;
