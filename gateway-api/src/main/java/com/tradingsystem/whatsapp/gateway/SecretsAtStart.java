package com.tradingsystem.whatsapp.gateway;

import com.tradingsystem.whatsapp.gateway.access.ApiTokens;
import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import com.tradingsystem.whatsapp.gateway.webhook.WebhookSecrets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Looks at all secrets before anything else is done, such as waiting for the database, and complains about all of them at
 * once.
 */
@Component
class SecretsAtStart implements BeanFactoryPostProcessor, PriorityOrdered {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        Environment environment = factory.getBean(Environment.class);
        List<String> complaints = Stream.concat(
                        WebhookSecrets.complaints(environment).stream(), ApiTokens.complaints(environment).stream())
                .toList();
        if (!complaints.isEmpty()) {
            throw new WeakSecrets(complaints);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
