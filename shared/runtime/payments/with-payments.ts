import { present } from '../../domain/present.ts';
import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import { service } from '../services.ts';
import { paymentSetting, paymentsProject } from './payment-environment.ts';
import { secretSetting } from './secrets.ts';
import { createStripeProvider } from './stripe-provider.ts';

/** The payment provider that the environment names; none where it names none, and for no other project than takes payments. */
export function withPayments(project: Project): Pick<Services, 'payments'> {
  return {
    payments: service('payments', project, () => {
      if (project.name !== paymentsProject()) return undefined;
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
