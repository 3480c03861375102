/**
 * For tests: the vocabulary of schema.org (release 29, https://schema.org, CC BY-SA 3.0) for return policies, and what
 * Google reads of it at most.
 */
export const schemaOrg = {
  MerchantReturnPolicy: [
    'additionalProperty',
    'applicableCountry',
    'customerRemorseReturnFees',
    'customerRemorseReturnLabelSource',
    'customerRemorseReturnShippingFeesAmount',
    'inStoreReturnsOffered',
    'itemCondition',
    'itemDefectReturnFees',
    'itemDefectReturnLabelSource',
    'itemDefectReturnShippingFeesAmount',
    'merchantReturnDays',
    'merchantReturnLink',
    'refundType',
    'restockingFee',
    'returnFees',
    'returnLabelSource',
    'returnMethod',
    'returnPolicyCategory',
    'returnPolicyCountry',
    'returnPolicySeasonalOverride',
    'returnShippingFeesAmount',
    'validForMemberTier',
  ],
  MerchantReturnEnumeration: [
    'MerchantReturnFiniteReturnWindow',
    'MerchantReturnNotPermitted',
    'MerchantReturnUnlimitedWindow',
    'MerchantReturnUnspecified',
  ],
  ReturnFeesEnumeration: [
    'FreeReturn',
    'OriginalShippingFees',
    'RestockingFees',
    'ReturnFeesCustomerResponsibility',
    'ReturnShippingFees',
  ],
  RefundTypeEnumeration: ['ExchangeRefund', 'FullRefund', 'StoreCreditRefund'],
  ReturnMethodEnumeration: ['KeepProduct', 'ReturnAtKiosk', 'ReturnByMail', 'ReturnInStore'],
  ReturnLabelSourceEnumeration: [
    'ReturnLabelCustomerResponsibility',
    'ReturnLabelDownloadAndPrint',
    'ReturnLabelInBox',
  ],
  OfferItemCondition: ['DamagedCondition', 'NewCondition', 'RefurbishedCondition', 'UsedCondition'],
} as const
