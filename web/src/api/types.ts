/** The shapes that go over the wire, by the paths that carry them, so that no Python class name is relied on. */
import type {
  GetBoutiquesOneResponse,
  GetCategoriesResponse,
  GetCollectionsResponse,
  GetFavouritesResponse,
  GetItemsData,
  GetItemsOneResponse,
  GetItemsResponse,
  GetMeSessionsResponse,
  GetRecommendationsItemsResponse,
  GetUsersResponse,
  GetRecommendationsTasteResponse,
  PostAuthLoginResponse,
  PostSwipesData,
} from './generated';

export type SessionStart = PostAuthLoginResponse;
export type User = SessionStart['user'];
export type Preferences = User['preferences'];
export type Card = GetItemsResponse['items'][number];
export type Money = Card['price'];
export type DeckAnswer = GetRecommendationsItemsResponse;
export type DeckCard = DeckAnswer['items'][number];
export type Reason = DeckCard['reasons'][number];
export type Taste = GetRecommendationsTasteResponse;
export type Learnt = Taste['learnt'][number];
export type Removal = Taste['removed'][number];
export type Item = GetItemsOneResponse;
export type Favourite = GetFavouritesResponse['items'][number];
export type DeviceSession = GetMeSessionsResponse['items'][number];
export type SearchPage = GetItemsResponse;
export type Category = GetCategoriesResponse[number];
export type Boutique = GetBoutiquesOneResponse;
export type Collection = GetCollectionsResponse['items'][number];
export type Account = GetUsersResponse['users'][number];
export type ItemQuery = NonNullable<GetItemsData['query']>;
export type Direction = PostSwipesData['body']['direction'];
