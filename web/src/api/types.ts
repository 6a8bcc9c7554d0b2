/** The shapes that go over the wire, by the paths that carry them, so that no Python class name is relied on. */
import type {
  GetFavouritesResponse,
  GetItemsData,
  GetItemsOneResponse,
  GetItemsResponse,
  GetMeSessionsResponse,
  GetRecommendationsItemsResponse,
  PostAuthLoginResponse,
  PostSwipesData,
} from './generated';

export type SessionStart = PostAuthLoginResponse;
export type User = SessionStart['user'];
export type Card = GetItemsResponse['items'][number];
export type Money = Card['price'];
export type DeckCard = GetRecommendationsItemsResponse['items'][number];
export type Reason = DeckCard['reasons'][number];
export type Item = GetItemsOneResponse;
export type Favourite = GetFavouritesResponse['items'][number];
export type DeviceSession = GetMeSessionsResponse['items'][number];
export type ItemQuery = NonNullable<GetItemsData['query']>;
export type Direction = PostSwipesData['body']['direction'];
