import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import { service } from '../services.ts';
import { createHttpsSender } from './https-sender.ts';
import { newsSetting } from './news-environment.ts';
import { publishToTopic } from './sns-topic.ts';

/** Carries news out by HTTPS, and by the topic that the environment names. */
export function withSender(project: Project): Pick<Services, 'sender'> {
  return {
    sender: service('sender', project, () => {
      const topicArn = newsSetting('NEWS_TOPIC_ARN');
      return createHttpsSender(topicArn === undefined ? {} : { mail: publishToTopic(topicArn) });
    }),
  };
}
