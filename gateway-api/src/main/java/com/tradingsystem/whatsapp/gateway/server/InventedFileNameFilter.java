package com.tradingsystem.whatsapp.gateway.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes back the file name that Spring gives to answers of addresses with an ending it does not know, such as a chat's, which ends in
 * {@code .us}.
 *
 * <p>Spring means to keep browsers from saving a text that somebody chose as a program whose name they chose too. That needs an answer
 * whose type a browser does not take for what it is: ours are JSON, said to be JSON, and {@code nosniff}. Spring lets known endings be
 * added, but sessions and chats are called as others like; and files have names of their own, which stay.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class InventedFileNameFilter extends OncePerRequestFilter {

    private static final String INVENTED = "inline;filename=f.txt";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Answer(response));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static final class Answer extends HttpServletResponseWrapper {

        Answer(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!isInvented(name, value)) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (!isInvented(name, value)) {
                super.setHeader(name, value);
            }
        }

        private static boolean isInvented(String name, String value) {
            return HttpHeaders.CONTENT_DISPOSITION.equalsIgnoreCase(name) && INVENTED.equals(value);
        }
    }
}
