/** The shapes that go over the wire, by the paths that carry them, so that no Python class name is relied on. */
import type {
  GetAlertsResponse,
  GetBoutiquesMeDeliveryMethodsResponse,
  GetBoutiquesMeHomeItemsResponse,
  GetBoutiquesMeHomeResponse,
  GetBoutiquesMeImportsOneResponse,
  GetBoutiquesMeImportsResponse,
  GetBoutiquesMeInvitationsResponse,
  GetBoutiquesMeItemsOneResponse,
  GetBoutiquesMeItemsResponse,
  GetBoutiquesMeKeysResponse,
  GetBoutiquesMeParcelsOneResponse,
  GetBoutiquesMeRefundsResponse,
  GetBoutiquesMeResponse,
  GetBoutiquesMeStaffResponse,
  GetBoutiquesMeWebhooksOneDeliveriesOneResponse,
  GetBoutiquesMeWebhooksOneDeliveriesResponse,
  GetBoutiquesMeWebhooksOneResponse,
  GetBoutiquesOneResponse,
  GetCartBasketsResponse,
  GetCategoriesResponse,
  GetCollectionsResponse,
  GetFavouritesResponse,
  GetGarmentsFoldersResponse,
  GetGarmentsOneResponse,
  GetGarmentsOneWearsResponse,
  GetGarmentsResponse,
  GetItemsData,
  GetItemsOneOffersResponse,
  GetItemsOnePriceHistoryResponse,
  GetItemsOneResponse,
  GetItemsResponse,
  GetJobsOneResponse,
  GetMeAddressesResponse,
  GetMeSessionsResponse,
  GetNotificationsResponse,
  GetNotificationsSettingsResponse,
  GetOrdersOneRefundsResponse,
  GetOrdersOneResponse,
  GetOrdersResponse,
  GetPaymentsProvidersResponse,
  GetRecommendationsItemsResponse,
  GetRecommendationsTasteResponse,
  GetUsersResponse,
  PatchBoutiquesMeItemsOneData,
  PatchBoutiquesMeWebhooksOneData,
  PatchCartLinesOneData,
  PatchGarmentsOneData,
  PostAlertsData,
  PostAuthLoginResponse,
  PostBoutiquesData,
  PostBoutiquesMeImportsOneCheckData,
  PostBoutiquesMeItemsData,
  PostBoutiquesMeKeysResponse,
  PostBoutiquesMeParcelsOneRefundsData,
  PostBoutiquesMeParcelsOneShipData,
  PostBoutiquesMeWebhooksData,
  PostCartLinesData,
  PostCartLinesResponse,
  PostCheckoutData,
  PostCheckoutResponse,
  PostGarmentsData,
  PostMeAddressesData,
  PostOrdersOnePaymentsResponse,
  PostSwipesData,
  PutBoutiquesMeDeliveryMethodsOneData,
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
export type Offers = GetItemsOneOffersResponse;
export type Offer = Offers['offers'][number];
export type MatchReason = Offer['match']['reasons'][number];
export type PriceHistory = GetItemsOnePriceHistoryResponse;
export type Ground = PriceHistory['deal']['grounds'][number];
export type PriceAlert = GetAlertsResponse['items'][number];
export type AlertWish = PostAlertsData['body'];
export type Cart = PostCartLinesResponse;
export type CartEntry = Cart['lines'][number];
export type LineChange = CartEntry['changes'][number];
export type Parcel = Cart['parcels'][number];
export type Basket = GetCartBasketsResponse['baskets'][number];
export type Difference = GetCartBasketsResponse['differences'][number];
export type NewLine = PostCartLinesData['body'];
export type LineChanges = PatchCartLinesOneData['body'];
export type Told = GetNotificationsResponse['items'][number];
export type WebhookStop = Extract<NonNullable<Told['facts']>['kind'], `webhook_${string}`>;
export type OrderStep = Exclude<NonNullable<Told['facts']>['kind'], 'price_alert' | WebhookStop>;
export type Channels = GetNotificationsSettingsResponse;
export type Checkout = PostCheckoutResponse;
export type CheckoutAsk = PostCheckoutData['body'];
export type CheckoutParcel = Checkout['parcels'][number];
export type LeftOut = Checkout['left_out'][number];
export type Address = GetMeAddressesResponse[number];
export type NewAddress = PostMeAddressesData['body'];
export type Order = GetOrdersOneResponse;
export type OrderSummary = GetOrdersResponse['items'][number];
export type OrderParcel = Order['parcels'][number];
export type OrderPiece = OrderParcel['lines'][number];
export type ParcelToSend = GetBoutiquesMeParcelsOneResponse;
export type ParcelState = ParcelToSend['state'];
export type Shipment = PostBoutiquesMeParcelsOneShipData['body'];
export type Payment = PostOrdersOnePaymentsResponse;
export type PayWay = GetPaymentsProvidersResponse[number];
export type Refund = GetOrdersOneRefundsResponse[number];
export type OwnItem = GetBoutiquesMeItemsOneResponse;
export type OwnItemRow = GetBoutiquesMeItemsResponse['items'][number];
export type NewItem = PostBoutiquesMeItemsData['body'];
export type ItemChanges = PatchBoutiquesMeItemsOneData['body'];
export type MyBoutique = GetBoutiquesMeResponse;
export type NewBoutique = PostBoutiquesData['body'];
export type DeliveryWay = GetBoutiquesMeDeliveryMethodsResponse[number];
export type NewDeliveryWay = PutBoutiquesMeDeliveryMethodsOneData['body'];
export type Colleague = GetBoutiquesMeStaffResponse[number];
export type Invitation = GetBoutiquesMeInvitationsResponse[number];
export type ApiKey = GetBoutiquesMeKeysResponse[number];
export type MadeKey = PostBoutiquesMeKeysResponse;
export type RefundedLine = Refund['lines'][number];
export type RefundAsk = PostBoutiquesMeParcelsOneRefundsData['body'];
export type Webhook = GetBoutiquesMeWebhooksOneResponse;
export type WebhookEvent = Webhook['events'][number];
export type NewWebhook = PostBoutiquesMeWebhooksData['body'];
export type WebhookChanges = PatchBoutiquesMeWebhooksOneData['body'];
export type WebhookDelivery = GetBoutiquesMeWebhooksOneDeliveriesOneResponse;
export type DeliverySummary = GetBoutiquesMeWebhooksOneDeliveriesResponse['items'][number];
export type DeliveryState = DeliverySummary['state'];
export type BoutiqueRefund = GetBoutiquesMeRefundsResponse['items'][number];
export type BoutiqueHome = GetBoutiquesMeHomeResponse;
export type Sales = BoutiqueHome['sales'];
export type Shelf = BoutiqueHome['sold_out'];
export type ItemFigures = GetBoutiquesMeHomeItemsResponse['items'][number];
export type Rate = NonNullable<ItemFigures['liked_rate']>;
export type PricePosition = NonNullable<ItemFigures['position']>;

/** An upload as a list shows it. */
export type UploadRow = GetBoutiquesMeImportsResponse['items'][number];

export type Upload = GetBoutiquesMeImportsOneResponse;

export type UploadColumns = Upload['columns'];

/** How an upload shall be read. */
export type Understanding = PostBoutiquesMeImportsOneCheckData['body'];

export type JobProgress = GetJobsOneResponse;

export type Garment = GetGarmentsOneResponse;

/** A garment as the wardrobe shows it. */
export type GarmentCard = GetGarmentsResponse['items'][number];
export type GarmentPhoto = Garment['photos'][number];
export type GarmentPicture = NonNullable<GarmentCard['picture']>;
export type NewGarment = PostGarmentsData['body'];
export type GarmentChanges = PatchGarmentsOneData['body'];
export type Laundry = GarmentCard['laundry'];
export type GarmentFolder = GetGarmentsFoldersResponse['items'][number];
export type WornDay = GetGarmentsOneWearsResponse['items'][number];
