/** The SDK tries three times: the loss of three reaches the service. */
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(3);
