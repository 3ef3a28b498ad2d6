/** The SDK tries three times: the loss of three reaches the service, whichever engine it was. */
import { engines } from '../../support/engines/engines.ts';
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(3, engines.slice(0, 1));
