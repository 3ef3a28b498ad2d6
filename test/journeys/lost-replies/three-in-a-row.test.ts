/** A call is tried three times: the loss of three reaches the service, whichever engine it was, amid what it has to write first. */
import { engines } from '../../support/engines/engines.ts';
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(3, { over: engines.slice(0, 1), filing: [true] });
