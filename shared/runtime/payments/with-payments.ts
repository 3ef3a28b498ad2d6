import { present } from '../../domain/present.ts';
import type { Services } from '../../ports/services.ts';
import { service } from '../services.ts';
import { paymentSetting } from './payment-environment.ts';
import { secretSetting } from './secrets.ts';
import { createStripeProvider } from './stripe-provider.ts';

/** The payment provider that the environment names; none where it names none. */
export function withPayments(): Pick<Services, 'payments'> {
  return {
    payments: service('payments', () => {
      const apiKey = secretSetting({ plain: 'STRIPE_API_KEY', arn: 'STRIPE_API_KEY_ARN' }, Date.now);
      const address = paymentSetting('STRIPE_ENDPOINT');
      const keepsCards = paymentSetting('STRIPE_KEEPS_CARDS') === 'true';
      return (
        apiKey &&
        createStripeProvider({
          apiKey,
          keepsCards,
          ...present({
            returnUrl: paymentSetting('CHECKOUT_RETURN_URL'),
            address: address === undefined ? undefined : new URL(address),
          }),
        })
      );
    }),
  };
}
